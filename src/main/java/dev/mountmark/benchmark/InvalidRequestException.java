package dev.mountmark.benchmark;

/// A request that names something impossible.
public final class InvalidRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String problem;

    /// @param field by its path in the request (`plan.seed`)
    /// @param problem what was expected, what was found, and the way out
    public InvalidRequestException(String field, String problem) {
        super(problem);
        this.field = field;
        this.problem = problem;
    }

    public String field() {
        return field;
    }

    public String problem() {
        return problem;
    }
}
