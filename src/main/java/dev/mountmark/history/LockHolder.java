package dev.mountmark.history;

import java.net.URI;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who holds a data folder, as its lock file says.
///
/// @param words for people
/// @param address where it can be called from here, absent when it opens no port or not yet, or is another machine
record LockHolder(String words, @Nullable URI address) {
    private static final Pattern WORDS = Pattern.compile("process \\d+ on (\\S+) since \\S+");

    /// The line by which this process is known.
    static String thisProcess(InstantSource clock) {
        // The machine's name, because a process number says nothing from inside another container.
        return "process " + ProcessHandle.current().pid() + " on " + HostName.own() + " since "
                + clock.instant().truncatedTo(ChronoUnit.SECONDS) + "\n";
    }

    /// @param text of the file, whatever it holds: it may be about to be written
    static LockHolder read(String text) {
        var lines = text.lines().toList();
        if (lines.isEmpty()) {
            return new LockHolder("a process that is starting just now", null);
        }
        var words = WORDS.matcher(lines.getFirst());
        // Loopback of another container or machine is not ours, though the folder is the same.
        var here = words.matches() && words.group(1).equals(HostName.own());
        return new LockHolder(lines.getFirst(), here && lines.size() > 1 ? address(lines.get(1)) : null);
    }

    private static @Nullable URI address(String line) {
        try {
            return URI.create(line);
        } catch (IllegalArgumentException halfWritten) {
            return null;
        }
    }
}
