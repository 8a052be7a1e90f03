package dev.mountmark.history;

import java.nio.file.Path;
import java.util.Optional;

/// A program to be killed: stores samples and prints the number of each one when, and only when, it is stored.
final class AcknowledgingWriter {
    private AcknowledgingWriter() {}

    public static void main(String[] arguments) {
        var server = arguments.length > 1 ? Optional.of(arguments[1]) : Optional.<String>empty();
        try (var opened = new OpenedHistory(Path.of(arguments[0]), Optional.of("laptop"), server)) {
            var history = opened.history;
            if (history.run(Examples.id(1)).isEmpty()) {
                history.submit(Examples.run(1), Optional.empty(), 9);
            }
            var stored = history.samples(Examples.id(1)).size();
            for (var number = stored + 1; number <= stored + 100_000; number++) {
                history.add(Examples.id(1), Examples.taken(Examples.sample(number)));
                System.out.println(number);
            }
        }
    }
}
