package dev.mountmark.report;

import java.util.ArrayList;
import java.util.List;

/// The heading of a column that has to be narrow: it breaks at blanks and after hyphens, but not before `to`.
///
/// @param words each with what separates it from the next
record Heading(List<String> words) {
    Heading {
        words = List.copyOf(words);
    }

    static Heading of(String text) {
        return new Heading(List.of(text.split("(?<=[ -])(?!to )")));
    }

    /// The least width that breaks no word.
    int narrowest() {
        return words.stream()
                .mapToInt(word -> word.stripTrailing().length())
                .max()
                .orElse(0);
    }

    /// As few lines as fit.
    ///
    /// @param width at least [#narrowest()]
    List<String> lines(int width) {
        var lines = new ArrayList<String>();
        var line = "";
        for (var word : words) {
            if (!line.isEmpty() && (line + word).stripTrailing().length() > width) {
                lines.add(line.stripTrailing());
                line = "";
            }
            line += word;
        }
        lines.add(line.stripTrailing());
        return lines;
    }
}
