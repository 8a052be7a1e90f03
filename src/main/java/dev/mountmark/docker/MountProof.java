package dev.mountmark.docker;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Failure.Category;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.workload.WorkFolder;
import dev.mountmark.workload.Wrapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Shows that a container's working folder is our folder, by a word handed over in each direction. A mount
/// that points elsewhere would give a fast number and no error.
///
/// @param container in which the folder is mounted
/// @param endpoint by whose paths it is mounted
/// @param folder as it is here
/// @param deadline of each command
record MountProof(Container container, Endpoint endpoint, WorkFolder folder, Duration deadline) {
    private static final String OURS = ".mountmark-from-host";
    private static final String THEIRS = ".mountmark-from-container";
    /// Synchronised shares take a moment.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofMillis(50);

    void run(String place) throws MeasuringException, InterruptedException {
        var word = place + "-" + Long.toUnsignedString(System.nanoTime(), 36);
        folder.writeNonce(OURS, word);
        await("inside", word, () -> Wrapper.nonce(ask("nonce", "read", ContainerPlan.WORK + "/" + OURS)));
        folder.takeNonce(OURS);
        var answer = word + "-back";
        ask("nonce", "write", ContainerPlan.WORK + "/" + THEIRS, answer);
        await("on the host", answer, () -> folder.takeNonce(THEIRS));
    }

    private void await(String side, String expected, Reading reading) throws MeasuringException, InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        String found;
        do {
            found = read(reading);
            if (found.equals(expected)) {
                return;
            }
            Thread.sleep(PAUSE);
        } while (System.nanoTime() < end);
        throw new MeasuringException(new Failure(
                Category.MOUNT,
                null,
                "mount: expected %s to find the word %s, got %s: %s here and %s in the engine are not the same folder; %s"
                        .formatted(
                                side,
                                expected,
                                found,
                                folder.work(),
                                endpoint.engineSide(folder.work()),
                                endpoint.howToShare())));
    }

    private static String read(Reading reading) throws MeasuringException, InterruptedException {
        try {
            return reading.word();
        } catch (MeasuringException e) {
            return switch (e.failure().category()) {
                case ENGINE, DEADLINE, CANCELLED -> throw e;
                case IMAGE, COMMAND, WRONG_TREE, MOUNT, CLOCK, SPACE, LEAK, HOST, INTERNAL -> "none";
            };
        }
    }

    private String ask(String... arguments) throws MeasuringException, InterruptedException {
        var command = new ArrayList<>(List.of("sh", ContainerPlan.WRAPPER));
        command.addAll(List.of(arguments));
        return container
                .run(new Step("compare both sides of the mount", deadline), Map.of(), command)
                .output();
    }

    @FunctionalInterface
    private interface Reading {
        String word() throws MeasuringException, InterruptedException;
    }
}
