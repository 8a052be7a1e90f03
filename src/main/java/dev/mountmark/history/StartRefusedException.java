package dev.mountmark.history;

import io.quarkus.runtime.configuration.ConfigurationException;

/// The service cannot start here, and its one sentence says which setting to change. Quarkus ends with exit code 1 and
/// prints the sentence alone for this family of exceptions, as long as nothing is its cause.
public class StartRefusedException extends ConfigurationException {
    private static final long serialVersionUID = 1L;

    public StartRefusedException(String message) {
        super(message);
    }
}
