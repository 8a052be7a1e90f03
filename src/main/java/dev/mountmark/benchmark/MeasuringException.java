package dev.mountmark.benchmark;

import org.jspecify.annotations.Nullable;

/// Carries a [Failure] to the place that records it.
public final class MeasuringException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public MeasuringException(Failure failure) {
        this(failure, null);
    }

    public MeasuringException(Failure failure, @Nullable Throwable cause) {
        super(failure.message(), cause);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
