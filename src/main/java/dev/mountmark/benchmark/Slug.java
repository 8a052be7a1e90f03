package dev.mountmark.benchmark;

import java.util.Optional;
import java.util.regex.Pattern;

/// A name made of lower-case letters, digits and single dashes (`docker-desktop`), at most 63 characters, safe in a
/// path, a label and a metric.
///
/// @param value the name itself
public record Slug(String value) implements Comparable<Slug> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int LONGEST = 63;

    public Slug {
        if (!wellFormed(value)) {
            throw new IllegalArgumentException("name: expected lower-case letters, digits and single dashes, at most "
                    + LONGEST + " characters, got " + value);
        }
    }

    /// Empty where a text is no slug.
    public static Optional<Slug> read(String text) {
        return wellFormed(text) ? Optional.of(new Slug(text)) : Optional.empty();
    }

    private static boolean wellFormed(String text) {
        return text.length() <= LONGEST && FORM.matcher(text).matches();
    }

    @Override
    public int compareTo(Slug other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
