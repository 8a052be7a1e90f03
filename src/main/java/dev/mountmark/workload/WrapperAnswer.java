package dev.mountmark.workload;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.MeasuringException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the wrapper printed: lines `key value`, some keys more than once.
///
/// @param values in the order of the lines
record WrapperAnswer(Map<String, List<String>> values) {
    private static final String ERROR = "error";
    private static final int MOST_CHARACTERS = 200;

    static WrapperAnswer of(String stdout) throws MeasuringException {
        var values = new LinkedHashMap<String, List<String>>();
        stdout.lines().forEach(line -> {
            var space = line.indexOf(' ');
            values.computeIfAbsent(space < 0 ? line : line.substring(0, space), _ -> new ArrayList<>())
                    .add(space < 0 ? "" : line.substring(space + 1));
        });
        if (values.containsKey(ERROR)) {
            throw failure(Failure.Category.HOST, String.join("; ", values.getOrDefault(ERROR, List.of())));
        }
        return new WrapperAnswer(values);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    List<String> all(String key) {
        return values.getOrDefault(key, List.of());
    }

    /// The first value of every key.
    Map<String, String> first() {
        var first = new LinkedHashMap<String, String>();
        values.forEach((key, all) -> first.put(key, all.getFirst()));
        return first;
    }

    String one(String key) throws MeasuringException {
        var all = all(key);
        if (all.isEmpty()) {
            var got = String.join(", ", values.keySet());
            throw failure(
                    Failure.Category.INTERNAL,
                    "measure.sh: expected a line " + key + " in its answer, got "
                            + (got.isEmpty() ? "nothing" : "only " + shortened(got)));
        }
        return all.getFirst();
    }

    BigDecimal decimal(String key) throws MeasuringException {
        try {
            return new BigDecimal(one(key));
        } catch (NumberFormatException _) {
            throw failure(
                    Failure.Category.INTERNAL,
                    "measure.sh: " + key + ": expected a number, got " + shortened(one(key)));
        }
    }

    int whole(String key) throws MeasuringException {
        try {
            return decimal(key).intValueExact();
        } catch (ArithmeticException _) {
            throw failure(
                    Failure.Category.INTERNAL,
                    "measure.sh: " + key + ": expected a whole number, got " + shortened(one(key)));
        }
    }

    private static String shortened(String text) {
        return text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) + "…" : text;
    }

    private static MeasuringException failure(Failure.Category category, String message) {
        return new MeasuringException(new Failure(category, null, message));
    }
}
