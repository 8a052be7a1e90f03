package dev.mountmark.kubernetes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What `sample.sh` has told so far: lines `mountmark STEP ANSWER`, and `mountmark STEP . STATUS` at the end of each
/// step. Other lines are somebody else's.
final class Telling {
    private static final String MARK = "mountmark ";
    private static final String END = ". ";

    private final Map<String, List<String>> answers = new HashMap<>();
    private final Map<String, Answer> ended = new HashMap<>();

    /// What a step answered.
    ///
    /// @param text its lines
    /// @param status 0 when its work was done
    /// @param at when we heard of its end, by the clock of [System#nanoTime()]
    record Answer(String text, int status, long at) {}

    void hear(String line, long at) {
        var step = line.startsWith(MARK) ? line.indexOf(' ', MARK.length()) : -1;
        if (step < 0) {
            return;
        }
        var name = line.substring(MARK.length(), step);
        var rest = line.substring(step + 1);
        var said = answers.computeIfAbsent(name, _ -> new ArrayList<>());
        var status = rest.startsWith(END) ? status(rest.substring(END.length())) : null;
        if (status == null) {
            said.add(rest);
        } else {
            ended.putIfAbsent(name, new Answer(String.join("\n", said), status, at));
        }
    }

    private static @Nullable Integer status(String text) {
        return text.matches("\\d{1,3}") ? Integer.valueOf(text) : null;
    }

    /// Empty until the step has ended.
    Optional<Answer> answer(String step) {
        return Optional.ofNullable(ended.get(step));
    }
}
