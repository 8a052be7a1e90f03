package dev.mountmark.docker;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One row of a table by which engines are told apart. The first row of a table whose signs are all
/// there is the one.
///
/// @param tells what is so then, for people
/// @param signs all of which have to be there
record Rule(String tells, List<Sign> signs) {
    Rule {
        signs = List.copyOf(signs);
    }

    /// @param by whose words are looked at
    /// @param words all of what is said, as a pattern
    record Sign(Witness by, Pattern words) {
        boolean in(Map<Witness, String> said) {
            var here = said.get(by);
            return here != null && words.matcher(here).matches();
        }
    }

    static Rule when(Witness by, String words, String tells) {
        return new Rule(tells, List.of(new Sign(by, Pattern.compile(words))));
    }

    Rule and(Witness by, String words) {
        return new Rule(
                tells,
                Stream.concat(signs.stream(), Stream.of(new Sign(by, Pattern.compile(words))))
                        .toList());
    }

    static Optional<Finding> first(List<Rule> table, Map<Witness, String> said) {
        return table.stream()
                .filter(rule -> rule.signs().stream().allMatch(sign -> sign.in(said)))
                .findFirst()
                .map(rule -> new Finding(
                        rule.tells(),
                        rule.signs().stream().map(sign -> sign.by().words()).collect(Collectors.joining(", "))));
    }
}
