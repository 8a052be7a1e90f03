package dev.mountmark;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/// A command that sleeps for minutes, of a length of its own, so that it is found among all processes of the machine:
/// those in containers are among them.
///
/// @param seconds as they stand in the command
record Sleep(String seconds) {
    static Sleep unique() {
        return new Sleep("240." + RandomGenerator.getDefault().nextInt(100_000_000, 1_000_000_000));
    }

    String command() {
        return "sleep " + seconds;
    }

    List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses().filter(this::is).toList();
    }

    private boolean is(ProcessHandle process) {
        var arguments = process.info().arguments().orElse(new String[0]);
        return arguments.length == 1 && arguments[0].equals(seconds);
    }

    /// Waits until it runs: the command has begun and goes on.
    void awaitBegin() {
        await().atMost(Duration.ofMinutes(1)).until(() -> !processes().isEmpty());
    }

    /// Waits until none is left.
    void awaitEnd() {
        await().atMost(Duration.ofSeconds(30)).until(() -> processes().isEmpty());
    }
}
