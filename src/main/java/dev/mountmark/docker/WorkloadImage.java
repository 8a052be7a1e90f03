package dev.mountmark.docker;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.BuildResponseItem;
import com.github.dockerjava.api.model.PullResponseItem;
import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Failure.Category;
import dev.mountmark.benchmark.Instance;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Workload;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A workload's image in one engine: looked up, pulled for, built, and cleaned up after.
///
/// @param engine where
/// @param instance whose labels it carries
/// @param workload for whom
/// @param context what it is made of
/// @param network of the build
/// @param deadline of a pull and of a build
/// @param progress told one short sentence for each step
record WorkloadImage(
        Engine engine,
        Instance instance,
        Workload workload,
        BuildContext context,
        String network,
        Duration deadline,
        Consumer<String> progress) {
    private static final Logger LOG = Logger.getLogger(WorkloadImage.class);
    private static final Duration LOOKING = Duration.ofSeconds(30);
    private static final Duration TIDYING = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(200);

    /// The labels of an image, empty when the engine has no such image.
    Optional<Map<String, String>> labels(String name) throws MeasuringException, InterruptedException {
        return engine.call(new Step(Phase.BUILD, "look for the image " + name, LOOKING), client -> {
            try {
                var config = client.inspectImageCmd(name).exec().getConfig();
                var labels = config == null ? null : config.getLabels();
                return Optional.of(labels == null ? Map.of() : labels);
            } catch (NotFoundException _) {
                return Optional.empty();
            }
        });
    }

    /// Has the base image there.
    ///
    /// @return whether it had to be fetched
    boolean pull() throws MeasuringException, InterruptedException {
        var base = workload.image().base();
        if (labels(base).isPresent()) {
            return false;
        }
        progress.accept("pulling " + base + " on " + slug());
        var log = new BuildLog<PullResponseItem>();
        try {
            engine.stream(
                    new Step(Phase.PULL, "pull " + base, deadline),
                    log,
                    client -> client.pullImageCmd(
                                    base.contains("@") || base.lastIndexOf(':') > base.lastIndexOf('/')
                                            ? base
                                            : base + ":latest")
                            .exec(log));
        } catch (MeasuringException e) {
            throw e.failure().category() == Category.ENGINE
                    ? notToBeHad(Objects.requireNonNullElse(e.getMessage(), ""))
                    : e;
        }
        var error = log.error();
        if (error.isPresent()) {
            throw notToBeHad(error.get());
        }
        return true;
    }

    private MeasuringException notToBeHad(String reason) {
        return new MeasuringException(new Failure(
                Category.IMAGE,
                Phase.PULL,
                ("base image: expected %s in the engine or in a registry, got: %s;"
                                + " name another one in mountmark.workloads.%s.base-image")
                        .formatted(workload.image().base(), reason, workload.name())));
    }

    /// @param cache sent along, absent when the image has to fill its own
    /// @param digest of that cache
    /// @param scratch folder for the context while it is sent
    void build(@Nullable Path cache, @Nullable String digest, Path scratch)
            throws MeasuringException, InterruptedException {
        progress.accept("building the image of " + workload.name() + " on " + slug());
        try {
            Files.createDirectories(scratch);
            var file = Files.createTempFile(scratch, "context-", ".tar");
            try {
                try (var target = new BufferedOutputStream(Files.newOutputStream(file))) {
                    context.write(target, cache, unfinished(), context.labels(Labels.of(instance), digest));
                }
                try (var tar = new BufferedInputStream(Files.newInputStream(file))) {
                    send(tar);
                }
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new MeasuringException(
                    new Failure(Category.HOST, Phase.BUILD, "context of the image: " + e.getMessage()), e);
        }
    }

    private void send(InputStream tar) throws MeasuringException, InterruptedException {
        var log = new BuildLog<BuildResponseItem>();
        try {
            engine.stream(new Step(Phase.BUILD, "build the image", deadline), log, client -> {
                var build = client.buildImageCmd()
                        .withTarInputStream(tar)
                        .withTags(Set.of(context.tag()))
                        .withNetworkMode(network)
                        .withRemove(true)
                        .withForcerm(true);
                context.arguments().forEach(build::withBuildArg);
                build.exec(log);
            });
        } catch (MeasuringException | InterruptedException e) {
            tidy();
            throw e;
        }
        var error = log.error();
        if (error.isPresent()) {
            tidy();
            throw new MeasuringException(new Failure(
                    EngineFailures.category(error.get()) == Category.SPACE ? Category.SPACE : Category.IMAGE,
                    Phase.BUILD,
                    "image of " + workload.name() + ": " + error.get(),
                    null,
                    log.lastLines()));
        }
        removeOlder();
        tidy();
    }

    /// What stands on everything that a build makes on its way.
    private Map<String, String> unfinished() {
        var marks = new TreeMap<>(Labels.of(instance));
        marks.put(Labels.IMAGE_KEY, context.key());
        marks.put(Labels.BUILD, Labels.UNFINISHED);
        return marks;
    }

    /// A build that was given up goes on for a moment, and holds what it works on.
    private void tidy() throws InterruptedException {
        var end = System.nanoTime() + TIDYING.toNanos();
        while (!new Leftovers(engine, unfinished(), LOOKING).remove().isEmpty() && System.nanoTime() < end) {
            Thread.sleep(PAUSE);
        }
    }

    /// Those that we made for this workload before: nobody would ever remove them. One that is in use
    /// stays.
    private void removeOlder() throws MeasuringException, InterruptedException {
        var ours = new TreeMap<>(Labels.of(instance));
        ours.put(Labels.WORKLOAD, workload.name().value());
        ours.put(Labels.BUILD, Labels.FINISHED);
        var step = new Step(Phase.BUILD, "remove older images", LOOKING);
        var current = engine.call(
                        step, client -> client.inspectImageCmd(context.tag()).exec())
                .getId();
        var all = engine.call(
                step, client -> client.listImagesCmd().withLabelFilter(ours).exec());
        for (var image : all) {
            if (!image.getId().equals(current) && image.getLabels().entrySet().containsAll(ours.entrySet())) {
                engine.remove(step, client -> {
                    try {
                        client.removeImageCmd(image.getId()).exec();
                    } catch (ConflictException inUse) {
                        LOG.debugf(inUse, "image %s stays", image.getId());
                    }
                });
            }
        }
    }

    private String slug() {
        return engine.endpoint().runtime().slug().value();
    }
}
