package dev.mountmark.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Processes that a sample has started, wherever they are by now: a process may leave its parent and its session, but
/// it keeps the environment it was started with, and ours carries a mark.
final class Survivors {
    /// `<instance>/<place>/`: also finds, at the next start, what a killed service has left.
    static final String MARK = "MOUNTMARK_PLACE";

    private static final Path TABLE = Path.of("/proc");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final int SESSION = 3;

    private final String entry;
    private final Optional<ProcessHandle> leader;

    private Survivors(String mark, Optional<ProcessHandle> leader) {
        entry = MARK + "=" + mark;
        this.leader = leader;
    }

    /// Those whose mark begins so.
    static Survivors marked(String prefix) {
        return new Survivors(prefix, Optional.empty());
    }

    /// Those marked so, and whatever descends from a process or belongs to the session that it leads.
    static Survivors of(ProcessHandle leader, String mark) {
        return new Survivors(mark, Optional.of(leader));
    }

    /// Kills until nothing is found twice in a row, so that a process that was just being started is found as well.
    ///
    /// @return what does not die, by id and command
    List<String> end() throws InterruptedException {
        var giveUp = System.nanoTime() + PATIENCE.toNanos();
        var quiet = false;
        while (true) {
            var found = find();
            if (found.isEmpty() && quiet) {
                return List.of();
            }
            if (System.nanoTime() > giveUp) {
                return found.stream().map(Survivors::words).toList();
            }
            quiet = found.isEmpty();
            found.forEach(ProcessHandle::destroyForcibly);
            Thread.sleep(found.isEmpty() ? Duration.ZERO : PAUSE);
        }
    }

    private List<ProcessHandle> find() {
        var descendants = leader.map(first -> Stream.concat(Stream.of(first), first.descendants()))
                .orElse(Stream.empty())
                .collect(Collectors.toSet());
        return ProcessHandle.allProcesses()
                .filter(process -> !process.equals(ProcessHandle.current()))
                .filter(process -> descendants.contains(process) || isOurs(process))
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    private boolean isOurs(ProcessHandle process) {
        var folder = TABLE.resolve(Long.toString(process.pid()));
        try {
            var status = Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1);
            // The command's name stands in parentheses and may hold anything: state, parent, group, session follow.
            var fields = status.substring(status.lastIndexOf(')') + 2).split(" ");
            if (fields[0].equals("Z") || fields[0].equals("X")) {
                return false;
            }
            return leader.filter(first -> fields[SESSION].equals(Long.toString(first.pid())))
                            .isPresent()
                    || Arrays.stream(Files.readString(folder.resolve("environ"), StandardCharsets.ISO_8859_1)
                                    .split("\0"))
                            .anyMatch(variable -> variable.startsWith(entry));
        } catch (IOException _) {
            // Gone meanwhile, somebody else's, or no such table on this system.
            return false;
        }
    }

    private static String words(ProcessHandle process) {
        return "process " + process.pid()
                + process.info().command().map(path -> " (" + path + ")").orElse("");
    }
}
