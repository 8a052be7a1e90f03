package dev.mountmark.history;

/// A verdict that somebody is still to be told.
///
/// @param number by which it is known until then
public record UntoldVerdict(long number, VerdictReached reached) {}
