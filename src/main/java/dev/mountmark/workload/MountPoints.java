package dev.mountmark.workload;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Where something is mounted on this host, as far as it tells (Linux does).
final class MountPoints {
    private static final Path TABLE = Path.of("/proc/self/mountinfo");
    private static final int POINT = 4;
    private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

    private MountPoints() {}

    /// At the folder itself and below it, as real paths. Text, as not every mount's name is a path in this locale.
    static Set<String> below(Path folder) throws IOException {
        if (!Files.isReadable(TABLE)) {
            return Set.of();
        }
        var table = new String(Files.readAllBytes(TABLE), StandardCharsets.UTF_8);
        return table.lines()
                .map(line -> plain(line.split(" ")[POINT]))
                .filter(point -> point.equals(folder.toString()) || point.startsWith(folder + "/"))
                .collect(Collectors.toSet());
    }

    /// The table has a blank in a name as `\040`.
    private static String plain(String name) {
        return OCTAL.matcher(name).replaceAll(match -> "\\" + (char) Integer.parseInt(match.group(1), 8));
    }
}
