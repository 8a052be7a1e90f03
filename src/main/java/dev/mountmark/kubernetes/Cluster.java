package dev.mountmark.kubernetes;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Failure.Category;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Phase;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The API server of one cluster. Every call has a deadline, and what it refuses is a [MeasuringException].
final class Cluster {
    /// A server that is well answers in milliseconds.
    private static final Duration CALL = Duration.ofSeconds(10);

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final String IN_POD = "cluster";

    private final KubernetesClient client;
    private final String namespace;
    private final String name;
    private final boolean inside;

    /// @param namespace of the Jobs
    /// @param name for slugs
    /// @param inside whether we are a pod of it
    Cluster(KubernetesClient client, String namespace, String name, boolean inside) {
        this.client = client;
        this.namespace = namespace;
        this.name = name;
        this.inside = inside;
    }

    /// Calls nobody.
    static Cluster of(KubernetesSettings settings, String namespace) {
        var config = config(settings);
        config.setConnectionTimeout((int) CONNECT.toMillis());
        config.setRequestTimeout((int) CALL.toMillis());
        // A retry is ours to decide on: the deadline of a call is one call's.
        config.setRequestRetryBackoffLimit(0);
        var context = Optional.ofNullable(config.getCurrentContext()).map(found -> found.getName());
        return new Cluster(
                new KubernetesClientBuilder().withConfig(config).build(),
                namespace,
                settings.name().or(() -> context).orElse(IN_POD),
                settings.kubeconfig().isEmpty() && context.isEmpty());
    }

    private static Config config(KubernetesSettings settings) {
        var context = settings.context().orElse(null);
        return settings.kubeconfig()
                .map(file -> {
                    var config = Config.fromKubeconfig(file.toFile());
                    return context == null ? config : Config.fromKubeconfig(context, read(file), file.toString());
                })
                .orElseGet(() -> Config.autoConfigure(context));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String namespace() {
        return namespace;
    }

    String name() {
        return name;
    }

    boolean inside() {
        return inside;
    }

    String address() {
        return client.getMasterUrl().toString();
    }

    /// @param phase that the call belongs to, absent outside every phase
    /// @param words what it is, for messages: `make the Job`
    <T extends @Nullable Object> T call(@Nullable Phase phase, String words, Function<KubernetesClient, T> call)
            throws MeasuringException, InterruptedException {
        try {
            return call.apply(client);
        } catch (KubernetesClientException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException(words);
            }
            throw failure(phase, words, e);
        }
    }

    private MeasuringException failure(@Nullable Phase phase, String words, KubernetesClientException e) {
        var told = e.getStatus() == null ? null : e.getStatus().getMessage();
        var message = words + ": " + Objects.requireNonNullElse(told, Objects.toString(reason(e)));
        // The server's sentence names verb, resource and namespace.
        var way = e.getCode() == HttpURLConnection.HTTP_FORBIDDEN && message.contains(" cannot ")
                ? "; grant it to that account (docs/kubernetes.md lists what is needed)"
                : "";
        return new MeasuringException(new Failure(Category.ENGINE, phase, message + way), e);
    }

    private static @Nullable String reason(Throwable e) {
        var cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return Objects.requireNonNullElse(cause.getMessage(), cause.toString());
    }
}
