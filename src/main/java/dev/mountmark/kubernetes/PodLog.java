package dev.mountmark.kubernetes;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Failure.Category;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Phase;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Follows what the pod of a sample tells. Where the connection breaks it is read again from the beginning, since the
/// cluster keeps it.
final class PodLog implements AutoCloseable {
    /// Before it is tried again to follow what told nothing.
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Cluster cluster;
    private final String pod;
    private Telling telling = new Telling();
    private @Nullable LogWatch watch;
    private boolean broken = true;
    private boolean silent;

    PodLog(Cluster cluster, String pod) {
        this.cluster = cluster;
        this.pod = pod;
    }

    /// @param step as `sample.sh` calls it
    /// @param phase that it belongs to, absent outside every phase
    Telling.Answer await(String step, @Nullable Phase phase, Duration deadline)
            throws MeasuringException, InterruptedException {
        var end = System.nanoTime() + deadline.toNanos();
        while (true) {
            var answer = heard(step, end);
            if (answer.isPresent()) {
                return answer.get();
            }
            if (System.nanoTime() >= end) {
                throw new MeasuringException(new Failure(
                        Category.DEADLINE, phase, step + ": expected an end within " + deadline + ", got none"));
            }
            again(step, phase);
        }
    }

    private synchronized Optional<Telling.Answer> heard(String step, long end) throws InterruptedException {
        while (true) {
            var answer = telling.answer(step);
            var left = (end - System.nanoTime()) / 1_000_000;
            if (answer.isPresent() || broken || left <= 0) {
                return answer;
            }
            wait(left);
        }
    }

    /// A log that has come to its end has all that will ever be told; while the pod runs it only broke off.
    private void again(String step, @Nullable Phase phase) throws MeasuringException, InterruptedException {
        var words = "read the log of pod " + pod;
        var found = cluster.call(phase, words, client -> named(client).get());
        if (found != null && !finished(found)) {
            if (silent()) {
                // Why nothing could be followed is kept from us; a plain call tells.
                cluster.call(phase, words, client -> named(client).getLog());
                Thread.sleep(PAUSE);
            }
            follow(phase, words);
            return;
        }
        if (found != null) {
            var all = cluster.call(phase, words, client -> named(client).getLog());
            var now = System.nanoTime();
            synchronized (this) {
                all.lines().forEach(line -> telling.hear(line, now));
                if (telling.answer(step).isPresent()) {
                    return;
                }
            }
        }
        throw new MeasuringException(new Failure(
                Category.ENGINE,
                phase,
                step + ": expected an end, but the pod ended before it: "
                        + (found == null
                                ? "somebody has removed it"
                                : PodState.of(found).ending())));
    }

    private PodResource named(KubernetesClient client) {
        return client.pods().inNamespace(cluster.namespace()).withName(pod);
    }

    private synchronized boolean silent() {
        return silent;
    }

    static boolean finished(Pod pod) {
        var phase = pod.getStatus().getPhase();
        return "Succeeded".equals(phase) || "Failed".equals(phase);
    }

    private void follow(@Nullable Phase phase, String words) throws MeasuringException, InterruptedException {
        close();
        synchronized (this) {
            telling = new Telling();
            broken = false;
            silent = true;
        }
        var lines = new Lines(telling);
        var opened = cluster.call(phase, words, client -> named(client).watchLog(lines));
        watch = opened;
        var _ = opened.onClose().whenComplete((_, _) -> ended(lines));
    }

    private synchronized void ended(Lines lines) {
        if (lines.telling == telling) {
            broken = true;
            notifyAll();
        }
    }

    private synchronized void hear(Telling told, String line) {
        told.hear(line, System.nanoTime());
        silent = false;
        notifyAll();
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
            watch = null;
        }
    }

    /// Takes the stream apart.
    private final class Lines extends OutputStream {
        private final Telling telling;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Lines(Telling telling) {
            this.telling = telling;
        }

        @Override
        public void write(int character) {
            if (character == '\n') {
                hear(telling, line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else {
                line.write(character);
            }
        }
    }
}
