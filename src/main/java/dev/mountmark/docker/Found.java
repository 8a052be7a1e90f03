package dev.mountmark.docker;

import dev.mountmark.docker.Hints.Naming;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An engine that was found, before it has a slug of its own.
///
/// @param slug that it wants
/// @param name as tables have it
/// @param place slug of the known place whose slug and name these are, absent where it is none
/// @param naming how good that name is
/// @param access how it is reached
/// @param by what has led to it, for people
record Found(String slug, String name, @Nullable String place, Naming naming, Access access, List<String> by) {
    Found {
        by = List.copyOf(by);
    }

    Found and(Found other) {
        var all = Stream.concat(by.stream(), other.by.stream()).distinct().toList();
        return new Found(slug, name, place, naming, access, all);
    }
}
