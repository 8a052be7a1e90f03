package dev.mountmark.drift;

/// One thing that was said of a series before, by the judging or by a person. Where runs were
/// taken out of the series since, its numbers are those of the runs that are left.
public sealed interface Past {
    /// The run it is about: of a change the first one of the new level.
    int index();

    /// A change was told.
    record Told(int index) implements Past {}

    /// A change that was told is no longer seen, and that was told.
    ///
    /// @param index as it stood in the verdict that is withdrawn
    record Withdrawn(int index) implements Past {}

    /// A person took the level that begins here as the new baseline.
    record Accepted(int index) implements Past {}

    /// A person said that something changed here.
    record Marked(int index) implements Past {}
}
