package dev.mountmark.run;

/// A history is being imported, and another one has to wait: two at once would only be slower.
public final class ImportUnderWayException extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
