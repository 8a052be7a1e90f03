package dev.mountmark.cli;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where a command prints: results to one stream, all else to the other.
///
/// @param out gets what was asked for
/// @param err gets progress and what went wrong
/// @param redraws whether a line of `err` can be drawn again
/// @param colours whether colours are seen and wanted
record Terminal(PrintStream out, PrintStream err, boolean redraws, boolean colours) {
    private static final String RED = "\u001B[31m";
    private static final String FAINT = "\u001B[2m";
    private static final String PLAIN = "\u001B[0m";
    /// A line longer than the terminal is cut off for once, and not broken: of a broken one only half is drawn again.
    private static final String DRAW = "\r\u001B[?7l%s\u001B[K\u001B[?7h";

    /// As this process was started.
    static Terminal ours() {
        Console console = System.console();
        var terminal = console != null && console.isTerminal() && sameStream();
        // Set and not empty, whatever it holds: https://no-color.org.
        var unwanted =
                System.getenv().getOrDefault("NO_COLOR", "").length() > 0 || "dumb".equals(System.getenv("TERM"));
        return new Terminal(
                System.out, System.err, terminal && !"dumb".equals(System.getenv("TERM")), terminal && !unwanted);
    }

    /// Java knows of the two other streams only whether they are a terminal.
    private static boolean sameStream() {
        try {
            return Files.isSameFile(Path.of("/dev/stderr"), Path.of("/dev/stdout"));
        } catch (IOException e) {
            return false;
        }
    }

    /// Says what went wrong.
    void tell(String message) {
        err.println("mountmark: " + (colours ? RED + message + PLAIN : message));
    }

    /// A line that the next one may take the place of.
    void progress(String line) {
        if (redraws) {
            err.printf(DRAW, colours ? FAINT + line + PLAIN : line);
            err.flush();
        } else {
            err.println(line);
        }
    }

    /// Takes away the line that was drawn last.
    void endOfProgress() {
        if (redraws) {
            err.printf(DRAW, "");
            err.flush();
        }
    }
}
