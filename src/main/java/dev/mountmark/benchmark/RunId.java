package dev.mountmark.benchmark;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// Names a run: the time of its submission to the second and six random characters, so that names sort by time and can
/// be read aloud.
///
/// @param value `20261123t004512-7qx3fa`
public record RunId(String value) implements Comparable<RunId> {
    private static final Pattern FORM = Pattern.compile("\\d{8}t\\d{6}-[0-9a-z]{6}");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd't'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    public RunId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("run: expected a name like 20261123t004512-7qx3fa, got " + value);
        }
    }

    public static RunId at(Instant time, RandomGenerator random) {
        var tail = Integer.toString(random.nextInt(36 * 36 * 36 * 36 * 36, Integer.MAX_VALUE), 36);
        return new RunId(TIME.format(time) + "-" + tail.substring(tail.length() - 6));
    }

    @Override
    public int compareTo(RunId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
