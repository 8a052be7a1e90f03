package dev.mountmark.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mountmark.history.HistoryException;
import dev.mountmark.history.SeriesHistory;
import dev.mountmark.history.ShownAddress;
import dev.mountmark.history.VerdictReached;
import dev.mountmark.run.VerdictsReached;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Tells each verdict to one address, in order, as long as it takes: measuring does not wait for
/// it. What waits is in the history, and told after the next start when the service ends before;
/// what nobody took is in the log, and in the series.
@ApplicationScoped
class Webhook {
    private static final Logger LOG = Logger.getLogger(Webhook.class);

    /// Until the history is asked again after it was away.
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final SeriesHistory history;
    private final WebhookSettings settings;
    private final ObjectMapper json;
    private final Clock clock;
    private final Semaphore news = new Semaphore(0);
    private final Thread thread = Thread.ofVirtual().name("webhook").unstarted(this::work);
    private Optional<Signature> signature = Optional.empty();

    Webhook(SeriesHistory history, WebhookSettings settings, ObjectMapper json, Clock clock) {
        this.history = history;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        WebhookSettings.check(settings);
        signature = Secret.of("mountmark.webhook.secret", settings.secret(), settings.secretFile())
                .map(Signature::new);
        if (settings.url().isPresent()) {
            history.rememberUntold();
            thread.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        thread.interrupt();
    }

    void said(@Observes VerdictsReached reached) {
        news.release();
    }

    /// Whether nobody is called any more.
    boolean ended() {
        return !thread.isAlive();
    }

    private void work() {
        try (var client = HttpClient.newBuilder()
                .connectTimeout(settings.deadline())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            while (!Thread.currentThread().isInterrupted()) {
                if (!told(client, settings.url().orElseThrow())) {
                    news.acquire();
                    news.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("asked to end while waiting for verdicts");
        }
    }

    /// @return whether there may be another one
    private boolean told(HttpClient client, URI url) throws InterruptedException {
        try {
            var next = history.untold();
            if (next.isPresent()) {
                tellOrGiveUp(client, url, next.get().reached());
                history.told(next.get());
            }
            return next.isPresent();
        } catch (HistoryException e) {
            LOG.errorf("What the webhook is to be told cannot be read now: %s", e.getMessage());
            Thread.sleep(PAUSE);
            return true;
        }
    }

    /// One that cannot be sent must not keep the next ones from being told.
    private void tellOrGiveUp(HttpClient client, URI url, VerdictReached verdict) throws InterruptedException {
        try {
            tell(client, url, verdict);
        } catch (RuntimeException e) {
            LOG.errorf(e, "A verdict cannot be told to %s: %s", place(url), verdict);
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
