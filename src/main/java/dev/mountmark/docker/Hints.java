package dev.mountmark.docker;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known of an endpoint before its engine is asked.
///
/// @param machine from which it is looked at
/// @param place slug of the known place of its socket, absent where it lies elsewhere
/// @param name who has named it
/// @param declared what settings say of it, by the name of the fact
record Hints(Machine machine, @Nullable String place, Naming name, Map<String, Finding> declared) {
    Hints {
        declared = Map.copyOf(declared);
    }

    /// Whose name an endpoint has, which says how good it is.
    enum Naming {
        /// A person's, in a setting or in a context.
        GIVEN,
        /// A product's, by the place that it uses.
        PRODUCT,
        /// One that fits whatever answers there.
        ANY
    }

    Optional<Finding> declared(String fact) {
        return Optional.ofNullable(declared.get(fact));
    }
}
