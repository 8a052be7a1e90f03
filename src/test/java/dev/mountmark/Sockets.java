package dev.mountmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Where a process listens, as the kernel has it.
final class Sockets {
    /// `TCP_LISTEN` of the kernel.
    private static final String LISTENING = "0A";

    private Sockets() {}

    /// Lines of `/proc/net/tcp` and of the others like it.
    static List<String> listening(long process) throws IOException {
        var own = Path.of("/proc", Long.toString(process), "fd");
        try (var files = Files.list(own)) {
            var inodes = files.map(Sockets::target)
                    .filter(target -> target.startsWith("socket:["))
                    .map(target -> target.replaceAll("\\D", ""))
                    .toList();
            return Stream.of("tcp", "tcp6")
                    .map(kind -> Path.of("/proc", Long.toString(process), "net", kind))
                    .filter(Files::exists)
                    .flatMap(Sockets::lines)
                    .filter(line -> line.strip().split(" +").length > 9)
                    .filter(line -> line.strip().split(" +")[3].equals(LISTENING))
                    .filter(line -> inodes.contains(line.strip().split(" +")[9]))
                    .toList();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
