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
/// @param sources who says so, by the name of a fact, where that is not the runtime itself by the
/// fact's own name
/// @param offers what can be asked for, and for what cannot the reason
/// @param warmOnly why [Cache#COLD] cannot be had there, absent when it can
/// @param way how one gets there
public record RuntimeStatus(
        Runtime runtime,
        String endpoint,
        @Nullable String unavailable,
        Map<String, String> facts,
        Map<String, String> sources,
        List<Offer> offers,
        @Nullable String warmOnly,
        Way way) {
    /// Why nothing is known of a runtime on another machine.
    public static final String WHEN_NAMED = "remote: measured when named";

    public RuntimeStatus {
        facts = Map.copyOf(facts);
        sources = Map.copyOf(sources);
        offers = List.copyOf(offers);
    }

    /// One that is simply here.
    public RuntimeStatus(
            Runtime runtime,
            String endpoint,
            @Nullable String unavailable,
            Map<String, String> facts,
            List<Offer> offers,
            @Nullable String warmOnly) {
        this(runtime, endpoint, unavailable, facts, Map.of(), offers, warmOnly, Way.HERE);
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
    /// @param usual whether it is measured there when nobody names scenarios
    public record Offer(Scenario scenario, @Nullable String missing, boolean usual) {
        /// One that is usual where it is the article's.
        public Offer(Scenario scenario, @Nullable String missing) {
            this(scenario, missing, Scenario.ARTICLE.contains(scenario));
        }

        public boolean available() {
            return missing == null;
        }
    }

    /// How one gets to a runtime.
    ///
    /// @param local whether it is on this machine; one that is not is measured only when named
    /// @param asked whether it was asked just now; while it was not, nothing is known of it
    /// @param foundBy what led to it, for people; empty for the host
    public record Way(boolean local, boolean asked, List<String> foundBy) {
        static final Way HERE = new Way(true, true, List.of());

        public Way {
            foundBy = List.copyOf(foundBy);
        }
    }
}
