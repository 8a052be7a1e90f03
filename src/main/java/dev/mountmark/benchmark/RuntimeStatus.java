package dev.mountmark.benchmark;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A runtime as it was found just now.
///
/// @param runtime which
/// @param endpoint where it answers, empty for the host
/// @param unavailable why nothing can be measured there, absent when something can
/// @param facts versions and kinds, by name (`engineVersion`, `kernel`, …)
/// @param offers what can be asked for, and for what cannot the reason
/// @param warmOnly why [Cache#COLD] cannot be had there, absent when it can
public record RuntimeStatus(
        Runtime runtime,
        String endpoint,
        @Nullable String unavailable,
        Map<String, String> facts,
        List<Offer> offers,
        @Nullable String warmOnly) {
    public RuntimeStatus {
        facts = Map.copyOf(facts);
        offers = List.copyOf(offers);
    }

    public boolean available() {
        return unavailable == null;
    }

    /// What this runtime says of a scenario, empty when it does not know it.
    public Optional<Offer> offer(Scenario scenario) {
        return offers.stream()
                .filter(offer -> offer.scenario().equals(scenario))
                .findFirst();
    }

    /// @param scenario which
    /// @param missing why it cannot be measured here, absent when it can
    public record Offer(Scenario scenario, @Nullable String missing) {
        public boolean available() {
            return missing == null;
        }
    }
}
