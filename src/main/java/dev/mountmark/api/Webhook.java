package dev.mountmark.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mountmark.history.ShownAddress;
import dev.mountmark.history.VerdictReached;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Tells each verdict to one address, in order, as long as it takes: measuring does not wait for
/// it. What could not be told is in the log, and in the series.
@ApplicationScoped
class Webhook {
    private static final Logger LOG = Logger.getLogger(Webhook.class);

    /// More than any run says; an address that is away for days does not fill the memory.
    private static final int MOST_WAITING = 1000;

    private final WebhookSettings settings;
    private final ObjectMapper json;
    private final Clock clock;
    private final BlockingQueue<VerdictReached> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread thread = Thread.ofVirtual().name("webhook").unstarted(this::work);
    private Optional<Signature> signature = Optional.empty();

    Webhook(WebhookSettings settings, ObjectMapper json, Clock clock) {
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        WebhookSettings.check(settings);
        signature = Secret.of("mountmark.webhook.secret", settings.secret(), settings.secretFile())
                .map(Signature::new);
        if (settings.url().isPresent()) {
            thread.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        thread.interrupt();
        if (!waiting.isEmpty()) {
            LOG.warnf(
                    "%d verdicts were not told to %s any more.",
                    waiting.size(), place(settings.url().orElseThrow()));
        }
    }

    void said(@Observes VerdictReached verdict) {
        if (settings.url().isPresent() && !waiting.offer(verdict)) {
            LOG.errorf("A verdict is not told to the webhook, as %d wait already: %s", MOST_WAITING, verdict);
        }
    }

    private void work() {
        try (var client = HttpClient.newBuilder()
                .connectTimeout(settings.deadline())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            while (!Thread.currentThread().isInterrupted()) {
                tell(client, settings.url().orElseThrow(), waiting.take());
            }
        } catch (InterruptedException e) {
            LOG.debug("asked to end while waiting for verdicts");
        }
    }

    private void tell(HttpClient client, URI url, VerdictReached verdict) throws InterruptedException {
        var body = body(verdict);
        var pause = settings.pause();
        String problem = null;
        for (var attempt = 1; attempt <= settings.attempts(); attempt++) {
            problem = attempt(client, url, body);
            if (problem == null) {
                return;
            }
            if (attempt < settings.attempts()) {
                Thread.sleep(pause);
                pause = pause.multipliedBy(2);
            }
        }
        LOG.errorf("%s did not take a verdict in %d attempts: %s: %s", place(url), settings.attempts(), problem, body);
    }

    /// Without path and user: those of many services are the secret.
    private static String place(URI url) {
        return ShownAddress.of(url.toString()).origin();
    }

    /// What went wrong; absent when nothing did.
    private @Nullable String attempt(HttpClient client, URI url, String body) throws InterruptedException {
        var request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Mountmark")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        signature.ifPresent(one -> one.sign(clock.instant(), body).forEach(request::header));
        // The deadline that a request can have ends with the head of the answer; the body may take for ever.
        var answer = client.sendAsync(request.build(), BodyHandlers.discarding());
        try {
            var status = answer.get(settings.deadline().toMillis(), TimeUnit.MILLISECONDS)
                    .statusCode();
            return status / 100 == 2 ? null : "status " + status;
        } catch (ExecutionException e) {
            return String.valueOf(e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            return "its answer did not end within " + settings.deadline();
        }
    }

    private String body(VerdictReached verdict) {
        try {
            return json.writeValueAsString(WebhookBody.of(verdict));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
