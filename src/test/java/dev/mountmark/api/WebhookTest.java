package dev.mountmark.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mountmark.history.StartRefusedException;
import dev.mountmark.history.VerdictReached;
import dev.mountmark.history.VerdictsInStore;
import dev.mountmark.run.VerdictsReached;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Verdicts as somebody receives them.
class WebhookTest {
    private static final Instant NOW = Instant.parse("2026-11-29T03:00:00Z");
    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    /// In the place of a status: one whose body never ends.
    private static final int ENDLESS = 0;

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Queue<Integer> answers = new ArrayDeque<>();
    private @Nullable HttpServer server;
    private @Nullable Webhook webhook;
    private @Nullable VerdictsInStore store;

    @TempDir
    Path folder;

    private record Call(
            @Nullable String timestamp, @Nullable String signature, String body) {}

    private record Settings(Optional<URI> url, Optional<String> secret, Duration deadline, int attempts, Duration pause)
            implements WebhookSettings {
        @Override
        public Optional<Path> secretFile() {
            return Optional.empty();
        }
    }

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", this::receive);
        server.start();
    }

    @AfterEach
    void end() {
        var last = webhook;
        if (last != null) {
            last.stop(new ShutdownEvent());
            await().until(last::ended);
        }
        if (store != null) {
            store.close();
        }
        if (server != null) {
            server.stop(0);
        }
    }

    private synchronized void receive(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        calls.add(new Call(
                exchange.getRequestHeaders().getFirst(Signature.TIMESTAMP),
                exchange.getRequestHeaders().getFirst(Signature.SIGNATURE),
                body));
        var answer = answers.poll();
        if (answer != null && answer == ENDLESS) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().flush();
            return;
        }
        exchange.sendResponseHeaders(answer == null ? 204 : answer, -1);
        exchange.close();
    }

    private Settings settings(@Nullable String secret) {
        if (server == null) {
            throw new IllegalStateException("not listening");
        }
        var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
        return new Settings(
                Optional.of(url), Optional.ofNullable(secret), Duration.ofSeconds(5), 3, Duration.ofMillis(1));
    }

    private Store begun(WebhookSettings settings) {
        var kept = store == null ? new VerdictsInStore(folder) : store;
        store = kept;
        var begun = new Webhook(kept.series(), settings, JSON, Clock.fixed(NOW, ZoneOffset.UTC));
        begun.start(new StartupEvent());
        webhook = begun;
        return new Store(kept, begun);
    }

    /// What is said is stored first.
    private record Store(VerdictsInStore verdicts, Webhook webhook) {
        void said(VerdictReached verdict) {
            verdicts.add(verdict);
            webhook.said(new VerdictsReached());
        }
    }

    private static VerdictReached verdict() {
        return new VerdictReached(ExampleSeries.regressed().series(), ExampleSeries.told());
    }

    @Test
    void anAnswerThatDoesNotEndIsGivenUp() {
        answers.add(ENDLESS);
        var patient = settings(null);

        begun(new Settings(patient.url(), patient.secret(), Duration.ofMillis(100), 2, patient.pause()))
                .said(verdict());

        await().until(() -> calls.size() == 2);
    }

    @Test
    void aVerdictArrivesSignedAndSaysWhatTheSeriesSays() throws Exception {
        begun(settings("s3cret")).said(verdict());

        await().until(() -> calls.size() == 1);
        var call = calls.getFirst();
        var body = JSON.readTree(call.body());
        assertThat(body.at("/scenario").textValue()).isEqualTo("bind-mount");
        assertThat(body.at("/verdict/kind").textValue()).isEqualTo("regression");
        assertThat(body.at("/verdict/before/median").doubleValue()).isEqualTo(9.53);
        assertThat(call.timestamp()).isEqualTo(String.valueOf(NOW.getEpochSecond()));
        assertThat(call.signature())
                .isEqualTo(new Signature("s3cret").sign(NOW, call.body()).get(Signature.SIGNATURE));
    }

    /// By `printf 1795921200.{} | openssl dgst -sha256 -hmac s3cret`.
    @Test
    void theSignatureIsTheOneThatOthersCompute() {
        assertThat(new Signature("s3cret").sign(NOW, "{}"))
                .containsEntry(Signature.TIMESTAMP, "1795921200")
                .containsEntry(
                        Signature.SIGNATURE, "sha256=070fe70eeb872bf035eb89390aec509f32fa8ebca96859f92f934ffb259d95a3");
    }

    @Test
    void withoutASecretNothingIsSigned() {
        begun(settings(null)).said(verdict());

        await().until(() -> calls.size() == 1);
        assertThat(calls.getFirst().signature()).isNull();
    }

    @Test
    void whatIsNotTakenIsTriedAgainAndTheNextComesAfterIt() {
        answers.addAll(List.of(503, 302, 200, 200));
        var begun = begun(settings(null));

        begun.said(verdict());
        begun.said(new VerdictReached(
                ExampleSeries.regressed().series(),
                ExampleSeries.said(new dev.mountmark.history.StoredVerdict.Accepted("new engine"))));

        await().until(() -> calls.size() == 4);
        assertThat(calls)
                .extracting(call -> call.body().contains("regression"))
                .containsExactly(true, true, true, false);
    }

    @Test
    void whoNeverTakesItIsGivenUpAndTheNextVerdictIsTriedAfresh() {
        answers.addAll(List.of(500, 500, 500, 200));
        var begun = begun(settings(null));

        begun.said(verdict());
        begun.said(verdict());

        await().until(() -> calls.size() == 4);
        await().during(Duration.ofMillis(200)).until(() -> calls.size() == 4);
    }

    @Test
    void whatWaitsWhenTheServiceEndsIsToldAfterTheNextStartInOrder() {
        answers.addAll(List.of(500, 500, 500, 500, 500));
        var patient = settings(null);
        var slow = new Settings(patient.url(), patient.secret(), patient.deadline(), 20, Duration.ofHours(1));
        var first = begun(slow);
        first.said(verdict());
        first.said(new VerdictReached(
                ExampleSeries.regressed().series(),
                ExampleSeries.said(new dev.mountmark.history.StoredVerdict.Accepted("new engine"))));
        await().until(() -> calls.size() == 1);
        first.webhook().stop(new ShutdownEvent());
        await().until(first.webhook()::ended);
        answers.clear();
        calls.clear();

        begun(patient);

        await().until(() -> calls.size() == 2);
        assertThat(calls).extracting(call -> call.body().contains("regression")).containsExactly(true, false);
        await().during(Duration.ofMillis(200)).until(() -> calls.size() == 2);
    }

    @Test
    void aVerdictThatCannotBeSentKeepsNoOtherFromBeingTold() {
        var good = settings(null);
        var nowhere = new Settings(
                Optional.of(URI.create("http://127.0.0.1:99999/hook")),
                good.secret(),
                good.deadline(),
                1,
                good.pause());
        var first = begun(nowhere);
        first.said(verdict());
        await().until(() -> first.verdicts().series().untold().isEmpty());
        first.webhook().stop(new ShutdownEvent());
        await().until(first.webhook()::ended);

        begun(good).said(verdict());

        await().until(() -> calls.size() == 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://example.org/hook", "example.org", "https:///hook"})
    void anAddressThatIsNoneIsRefused(String url) {
        var settings = new Settings(
                Optional.of(URI.create(url)), Optional.empty(), Duration.ofSeconds(5), 3, Duration.ofMillis(1));

        assertThatThrownBy(() -> WebhookSettings.check(settings))
                .isInstanceOf(StartRefusedException.class)
                .hasMessage("mountmark.webhook.url: expected an address like https://example.org/hook, got " + url);
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        assertThatThrownBy(() -> WebhookSettings.check(new Settings(
                        Optional.empty(), Optional.empty(), Duration.ofMinutes(6), 3, Duration.ofMillis(1))))
                .hasMessage("mountmark.webhook.deadline: expected PT0.1S to PT5M, got PT6M");
        assertThatThrownBy(() -> WebhookSettings.check(new Settings(
                        Optional.empty(), Optional.empty(), Duration.ofSeconds(5), 0, Duration.ofMillis(1))))
                .hasMessage("mountmark.webhook.attempts: expected 1 to 20, got 0");
    }
}
