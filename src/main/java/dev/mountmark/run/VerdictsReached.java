package dev.mountmark.run;

/// Something was said of series, and stored.
public record VerdictsReached() {}
