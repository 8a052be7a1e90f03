package dev.mountmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// Commands of the machine that tests use.
final class Commands {
    private Commands() {}

    /// Runs it to its end, which has to be a good one: what it printed.
    static String run(String... command) throws IOException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
        try {
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as("%s: %s", List.of(command), output).isZero();
            return output;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static void needRoot() throws IOException {
        Assumptions.assumeTrue((int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0, "only root can");
    }

    static void needProgram(String name) {
        var found = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
        Assumptions.assumeTrue(found, "needs " + name + ": bin/check installs it where it may");
    }

    static String need(String property, String what) {
        var value = System.getProperty(property, "");
        Assumptions.assumeFalse(value.isEmpty(), "needs " + what + ": run by bin/check, or with -D" + property + "=…");
        return value;
    }

    /// The program with the libraries beside it.
    ///
    /// @return where the program is then
    static Path copy(Path program, Path folder) throws IOException {
        var all = program.toString().endsWith(".jar") ? program.getParent() : program;
        run("cp", "-r", all.toString(), folder.toString());
        var copy = folder.resolve(all.getFileName());
        run("chmod", "-R", "a+rX", copy.toString());
        return all.equals(program) ? copy : copy.resolve(program.getFileName());
    }
}
