package dev.mountmark.benchmark;

/// Why a person did something: short, and on one line wherever it is shown.
public final class Reason {
    public static final int LONGEST = 500;

    private Reason() {}

    /// @return the same
    /// @throws InvalidRequestException with the field `reason` when it is none
    public static String checked(String reason) {
        if (reason.isBlank() || reason.length() > LONGEST || reason.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidRequestException(
                    "reason",
                    "expected a text of 1 to " + LONGEST + " characters without control characters, got "
                            + (reason.isBlank() ? "none" : reason.length() + " characters"));
        }
        return reason;
    }
}
