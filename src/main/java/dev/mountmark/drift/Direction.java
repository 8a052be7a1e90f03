package dev.mountmark.drift;

/// Which way a level went. More is worse, of seconds as of ratios.
public enum Direction {
    REGRESSION,
    IMPROVEMENT
}
