package dev.mountmark.run;

import dev.mountmark.benchmark.BuiltImage;
import dev.mountmark.benchmark.Images;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.Sandboxes;
import dev.mountmark.workload.Catalogue;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Images of workloads for who takes them elsewhere, as into a cluster. Nothing may be measured meanwhile: a build
/// would be measured, too.
@ApplicationScoped
public class WorkloadImages {
    private static final Logger LOG = Logger.getLogger(WorkloadImages.class);

    private final Runtimes runtimes;
    private final Catalogue catalogue;
    private final RunSettings settings;
    private final Semaphore idle = new Semaphore(1);
    private volatile @Nullable Thread worker;

    WorkloadImages(Runtimes runtimes, Catalogue catalogue, RunSettings settings) {
        this.runtimes = runtimes;
        this.catalogue = catalogue;
        this.settings = settings;
    }

    /// Has it in an engine, as a run does before its first sample.
    ///
    /// @param workload by name
    /// @param runtime by slug; empty for the engine on this machine that a run would take first
    /// @param file where to write it besides, in place of what is there; empty where it is not to be written
    /// @param progress told one short sentence for each step
    /// @throws dev.mountmark.benchmark.InvalidRequestException when there is no such workload, or no such engine
    /// @throws IOException when the file cannot be written; it is as it was then
    public BuiltImage ready(String workload, Optional<String> runtime, Optional<Path> file, Consumer<String> progress)
            throws IOException, MeasuringException, InterruptedException {
        var selection = new Selection(runtimes.now(Runs.slugs(runtime.stream().toList())), catalogue.workloads());
        var work = selection.workload(workload);
        var engine = selection.engine(runtime, one -> images(one).isPresent());
        var images = images(engine).orElseThrow();
        // In this order: whoever ends the process interrupts a worker, or keeps it from beginning.
        worker = Thread.currentThread();
        idle.acquire();
        try {
            var image = images.ready(engine, work, progress);
            if (file.isPresent()) {
                progress.accept("writing " + image.name() + " to " + file.get());
                write(file.get(), partial -> save(images, engine, image, partial));
            }
            return image;
        } finally {
            worker = null;
            idle.release();
        }
    }

    private Optional<Images> images(Runtime runtime) {
        return runtimes.sandboxes(runtime).flatMap(Sandboxes::images);
    }

    private static void save(Images images, Runtime engine, BuiltImage image, Path file)
            throws IOException, MeasuringException, InterruptedException {
        try (var target = Files.newOutputStream(file)) {
            images.save(engine, image, target);
        }
    }

    private interface Writing {
        void to(Path file) throws IOException, MeasuringException, InterruptedException;
    }

    /// As a whole or not at all.
    private static void write(Path file, Writing writing) throws IOException, MeasuringException, InterruptedException {
        try {
            var partial = Files.createTempFile(file.toAbsolutePath().getParent(), ".mountmark-image-", ".tar");
            try {
                writing.to(partial);
                Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException e) {
            throw new IOException("the image could not be written to " + file + ": " + e.getMessage(), e);
        }
    }

    /// Nothing of an image that is half built or half written is left.
    void stop(@Observes ShutdownDelayInitiatedEvent event) throws InterruptedException {
        var working = worker;
        if (working != null) {
            working.interrupt();
        }
        if (!idle.tryAcquire(settings.shutdownDeadline().toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warnf("The image at hand was not given up within %s.", settings.shutdownDeadline());
        }
    }
}
