package dev.mountmark.cli;

import java.util.Map;

/// Something cannot be done as it was asked, and the sentence says why.
final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int BAD_REQUEST = 400;

    private final int status;

    /// @param status of HTTP
    Refused(int status, String message) {
        super(message);
        this.status = status;
    }

    /// Something was asked for in words that are not understood.
    static Refused usage(String message) {
        return new Refused(BAD_REQUEST, message);
    }

    /// Whether other words would have been understood.
    boolean usage() {
        return status == BAD_REQUEST;
    }

    /// The same for somebody who calls the field at its beginning something else, and can give it other words.
    ///
    /// @param names by field
    Refused inWords(Map<String, String> names) {
        var parts = String.valueOf(getMessage()).split(": ", 2);
        return parts.length == 2 && names.containsKey(parts[0]) ? usage(names.get(parts[0]) + ": " + parts[1]) : this;
    }
}
