package dev.mountmark.metrics;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What a scrape brought.
public final class Scraped {
    private static final Pattern LINE = Pattern.compile("([a-z_]+)(?:\\{(.*?),?})? (\\S+)");

    private Scraped() {}

    /// Values by name and labels: `mountmark_runs_total{state="failed"}`.
    public static Map<String, Double> values(String text) {
        var values = new TreeMap<String, Double>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            var match = LINE.matcher(line);
            if (match.lookingAt()) {
                var labels = match.group(2);
                values.put(match.group(1) + (labels == null ? "" : "{" + labels + "}"), Double.valueOf(match.group(3)));
            }
        });
        return values;
    }
}
