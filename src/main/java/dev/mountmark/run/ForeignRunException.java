package dev.mountmark.run;

import dev.mountmark.benchmark.Run;

/// The run has not ended, and another installation that shares the database takes care of it.
public final class ForeignRunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Run run;

    ForeignRunException(Run run) {
        super("run " + run.id() + " is one of " + run.host());
        this.run = run;
    }

    public Run run() {
        return run;
    }
}
