package dev.mountmark.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import jakarta.inject.Singleton;
import java.util.Set;

/// Makes what the extensions bring fit for Prometheus: leaves out what `promtool check metrics` objects to (nothing
/// here is
/// made of it), and lets no caller choose the value of a label.
@Singleton
class ExtensionMeters implements MeterFilter {
    private static final Set<String> LEFT_OUT =
            Set.of("http.server.active.requests", "http.server.connections", "process.cpu.time", "system.cpu.count");

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /// Said before it is known which resource is meant: the path stands there as the caller wrote it.
    private static final Set<String> REFUSALS = Set.of("401", "403", "405", "406", "413", "415");

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        return LEFT_OUT.contains(id.getName()) || id.getName().startsWith("netty.")
                ? MeterFilterReply.DENY
                : MeterFilterReply.NEUTRAL;
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        if (!id.getName().equals("http.server.requests")) {
            return id;
        }
        var refused = REFUSALS.contains(String.valueOf(id.getTag("status")));
        return id.replaceTags(id.getTags().stream()
                .map(tag -> switch (tag.getKey()) {
                    case "method" -> METHODS.contains(tag.getValue()) ? tag : Tag.of("method", "OTHER");
                    case "uri" -> refused ? Tag.of("uri", "REFUSED") : tag;
                    default -> tag;
                })
                .toList());
    }
}
