package dev.mountmark.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// How reports say times, numbers and lists.
public final class Wording {
    /// What a terminal shows without breaking lines.
    static final int WIDTH = 100;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Pattern TERMINAL_SEQUENCE = Pattern.compile("\u001B\\[[0-9;?]*[ -/]*[@-~]");
    /// Besides control characters those that turn the direction of text or end its line.
    private static final Pattern CONTROL =
            Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

    private Wording() {}

    /// `6 min 3 s`.
    static String duration(Duration duration) {
        var seconds = duration.toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
        }
        return seconds / 3600 + " h" + (seconds % 3600 < 60 ? "" : " " + seconds % 3600 / 60 + " min");
    }

    /// `about 4 min`, never more precise than an estimate can be.
    static String about(Duration duration) {
        var seconds = duration.toSeconds();
        if (seconds < 55) {
            return "about " + Math.max(10, (seconds + 5) / 10 * 10) + " s";
        }
        var minutes = Math.max(1, (seconds + 30) / 60);
        return "about " + duration(Duration.ofMinutes(minutes));
    }

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    /// `9.41 s`, `0.412 s` where hundredths would be too coarse, `251.3 s` where nobody reads them.
    static String seconds(double seconds) {
        return number(seconds, decimals(seconds)) + " s";
    }

    static int decimals(double smallest) {
        if (smallest < 1) {
            return 3;
        }
        return smallest < 100 ? 2 : 1;
    }

    static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /// `5.29-5.36`, as the article has it.
    static String range(double lower, double upper, int decimals) {
        return number(lower, decimals) + "-" + number(upper, decimals);
    }

    static String count(long count, String one) {
        return count + " " + one + (count == 1 ? "" : "s");
    }

    /// `2, 3 and 5`.
    static String list(List<String> items) {
        var last = items.size() - 1;
        return last < 1
                ? String.join("", items)
                : String.join(", ", items.subList(0, last)) + " and " + items.get(last);
    }

    /// Free of what could steer a terminal: commands and labels may print anything.
    static String plain(String text) {
        return CONTROL.matcher(
                        TERMINAL_SEQUENCE.matcher(text.replace('\t', ' ')).replaceAll(""))
                .replaceAll(" ");
    }

    /// @param width in columns
    static String shortened(String text, int width) {
        return Columns.of(text) <= width ? text : text.substring(0, Columns.end(text, width - 1)) + "…";
    }

    /// Lines of at most [#WIDTH] columns, broken at blanks (and inside a word that is longer than a line).
    ///
    /// @param first put before the first line
    /// @param rest put before the others
    public static List<String> wrapped(String text, String first, String rest) {
        return wrapped(text, first, rest, WIDTH);
    }

    /// @param width in columns
    static List<String> wrapped(String text, String first, String rest, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder(first);
        var start = first.length();
        for (var word : plain(text).strip().split(" +")) {
            if (line.length() > start && columns(line) + 1 + Columns.of(word) > width) {
                lines.add(line.toString());
                line = new StringBuilder(rest);
                start = rest.length();
            }
            line.append(line.length() > start ? " " : "").append(word);
            while (columns(line) > width) {
                var end = Math.max(Columns.end(line.toString(), width), line.offsetByCodePoints(start, 1));
                lines.add(line.substring(0, end));
                line = new StringBuilder(rest).append(line.substring(end));
                start = rest.length();
            }
        }
        lines.add(line.toString());
        return lines;
    }

    private static int columns(StringBuilder line) {
        return Columns.of(line.toString());
    }

    /// @param width in columns
    static String padded(String text, int width, boolean right) {
        var blanks = " ".repeat(Math.max(0, width - Columns.of(text)));
        return right ? blanks + text : text + blanks;
    }
}
