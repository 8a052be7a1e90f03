package dev.mountmark.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.core.RemoteApiVersion;
import com.github.dockerjava.transport.DockerHttpClient;
import dev.mountmark.benchmark.MeasuringException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/// A connection to one engine, made for one piece of work and closed after it, so that an engine that was
/// restarted or updated in between is met as it is now. A stopped engine takes connections and never
/// answers: whatever is asked has a deadline, and an interrupt ends it.
final class Engine implements AutoCloseable {
    /// Long enough for a busy machine, short enough for somebody who waits for a list.
    static final Duration GREETING = Duration.ofSeconds(3);

    private static final Logger LOG = Logger.getLogger(Engine.class);

    private final Endpoint endpoint;
    private final Line line;
    private final DockerClient client;
    private final ApiVersion version;
    private final Version told;

    private Engine(Endpoint endpoint, Line line, DockerClient client, ApiVersion version, Version told) {
        this.endpoint = endpoint;
        this.line = line;
        this.client = client;
        this.version = version;
        this.told = told;
    }

    /// Asks for the engine's versions and settles on one.
    static Engine open(Endpoint endpoint) throws MeasuringException, InterruptedException {
        var line = Line.to(endpoint.access());
        // Both clients use its connections: another machine is greeted once.
        var transport = line.transport();
        var first = new Engine(
                endpoint, line, client(line, transport, RemoteApiVersion.unknown()), ApiVersion.OLDEST, new Version());
        try {
            var told = first.call(
                    new Step("ask for its version", endpoint.greeting()),
                    client -> client.versionCmd().exec());
            var version = ApiVersion.common(told.getMinAPIVersion(), told.getApiVersion());
            return new Engine(
                    endpoint,
                    line,
                    client(line, transport, RemoteApiVersion.create(version.major(), version.minor())),
                    version,
                    told);
        } catch (MeasuringException | InterruptedException | RuntimeException e) {
            first.close();
            throw e;
        }
    }

    private static DockerClient client(Line line, DockerHttpClient transport, RemoteApiVersion version) {
        return DockerClientImpl.getInstance(new EngineConfig(line.uri(), version), transport);
    }

    Endpoint endpoint() {
        return endpoint;
    }

    ApiVersion version() {
        return version;
    }

    /// What it said of its versions when it was greeted.
    Version told() {
        return told;
    }

    /// One question and its answer.
    <T> T call(Step step, Function<DockerClient, T> question) throws MeasuringException, InterruptedException {
        var answer = new FutureTask<>(() -> question.apply(client));
        Thread.ofVirtual().name(step.words()).start(answer);
        try {
            return answer.get(step.deadline().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw EngineFailures.late(endpoint, step, line.trouble());
        } catch (ExecutionException e) {
            throw EngineFailures.of(endpoint, step, e.getCause() == null ? e : e.getCause(), line.trouble());
        } finally {
            // An interrupt closes the socket that its thread reads from.
            answer.cancel(true);
        }
    }

    /// A removal of what may be gone already, which is as well.
    void remove(Step step, Consumer<DockerClient> removal) throws MeasuringException, InterruptedException {
        call(step, client -> {
            try {
                removal.accept(client);
            } catch (NotFoundException _) {
                return "gone already";
            }
            return "removed";
        });
    }

    /// A question whose answer comes in parts; back when the last one is there.
    void stream(Step step, Parts<?> parts, Consumer<DockerClient> question)
            throws MeasuringException, InterruptedException {
        try {
            question.accept(client);
            if (!parts.await(step.deadline())) {
                throw EngineFailures.late(endpoint, step, line.trouble());
            }
        } catch (RuntimeException e) {
            throw EngineFailures.of(endpoint, step, e, line.trouble());
        } finally {
            parts.close();
        }
    }

    /// Ends all that still waits for an answer.
    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            LOG.debugf(e, "%s: could not be closed", endpoint.address());
        } finally {
            line.close();
        }
    }
}
