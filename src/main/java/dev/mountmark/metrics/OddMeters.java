package dev.mountmark.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import jakarta.inject.Singleton;
import java.util.Set;

/// Leaves out what the extensions bring and `promtool check metrics` objects to, for a name or for want of a
/// description:
/// nothing here is made of it, and each would be sent with every scrape.
@Singleton
class OddMeters implements MeterFilter {
    private static final Set<String> NAMES =
            Set.of("http.server.active.requests", "http.server.connections", "process.cpu.time", "system.cpu.count");

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        return NAMES.contains(id.getName()) || id.getName().startsWith("netty.")
                ? MeterFilterReply.DENY
                : MeterFilterReply.NEUTRAL;
    }
}
