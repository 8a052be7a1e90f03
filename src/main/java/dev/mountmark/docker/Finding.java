package dev.mountmark.docker;

/// A fact of an engine that it may not say itself.
///
/// @param value for people
/// @param source who says so, for people
record Finding(String value, String source) {}
