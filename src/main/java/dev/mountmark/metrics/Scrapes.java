package dev.mountmark.metrics;

import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/// Answers scrapes in the format that is asked for first. The extension's own endpoint gives plain
/// text to whoever would take that as well, as Prometheus does, and so never an exemplar.
@Singleton
class Scrapes {
    private final PrometheusMeterRegistry registry;

    Scrapes(PrometheusMeterRegistry registry) {
        this.registry = registry;
    }

    /// Behind the guard, before that endpoint.
    void answer(@Observes Router router) {
        router.get("/q/metrics").order(-1).blockingHandler(this::answer, false);
    }

    private void answer(RoutingContext context) {
        var type = TextFormat.chooseContentType(context.request().getHeader(HttpHeaders.ACCEPT));
        context.response().putHeader(HttpHeaders.CONTENT_TYPE, type).end(text(registry, type));
    }

    static String text(PrometheusMeterRegistry registry, String type) {
        var text = new Text();
        try {
            registry.scrape(text, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /// Every character is written by itself: without the locks that Java's own writers take.
    private static final class Text extends Writer {
        private final StringBuilder text = new StringBuilder(1 << 16);

        @Override
        public void write(int character) {
            text.append((char) character);
        }

        @Override
        public void write(String string) {
            text.append(string);
        }

        @Override
        public void write(char[] characters, int from, int length) {
            text.append(characters, from, length);
        }

        @Override
        public void flush() {
            // It is all there.
        }

        @Override
        public void close() {
            // Nothing is held.
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
