package dev.mountmark.docker;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.MeasuringException;
import java.util.Comparator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A version of Docker's API. Engines refuse versions outside their range, and give the newest shapes when
/// asked without one: so both sides' newest common version is asked for.
record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {
    /// Older engines lack what the sandbox relies on, such as mounts in the shape used here.
    static final ApiVersion OLDEST = new ApiVersion(1, 40);
    /// From 1.52 on containers and events come in another shape.
    static final ApiVersion NEWEST = new ApiVersion(1, 51);

    private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(\\.\\d+)*");

    static ApiVersion of(String text) throws MeasuringException {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw refused("engine: expected an API version like 1.44, got " + text);
        }
        return new ApiVersion(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
    }

    /// The newest version that we and the engine know.
    ///
    /// @param oldest of the engine, absent when it does not say
    /// @param newest of the engine
    static ApiVersion common(@Nullable String oldest, String newest) throws MeasuringException {
        var theirs = of(newest);
        var version = theirs.compareTo(NEWEST) < 0 ? theirs : NEWEST;
        var least = oldest == null || oldest.isEmpty() || of(oldest).compareTo(OLDEST) < 0 ? OLDEST : of(oldest);
        if (version.compareTo(least) < 0) {
            throw refused("engine: expected one that speaks an API version from " + OLDEST + " to " + NEWEST + ", got "
                    + (oldest == null || oldest.isEmpty() ? "at most " : oldest + " to ") + newest);
        }
        return version;
    }

    private static MeasuringException refused(String message) {
        return new MeasuringException(new Failure(Failure.Category.ENGINE, null, message));
    }

    @Override
    public int compareTo(ApiVersion other) {
        return Comparator.comparingInt(ApiVersion::major)
                .thenComparingInt(ApiVersion::minor)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
