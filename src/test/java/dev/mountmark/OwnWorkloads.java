package dev.mountmark;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Workloads of a test's own in a folder, as a user writes them: `scribble` of the tests' with something that happens
/// before it.
final class OwnWorkloads {
    private static final Path MODEL = Path.of("src/test/resources/test-workloads/scribble");

    private final Path folder;
    private final List<String> names = new ArrayList<>();

    private OwnWorkloads(Path folder) {
        this.folder = folder;
    }

    static OwnWorkloads in(Path folder) throws IOException {
        return new OwnWorkloads(Files.createDirectory(folder.resolve("workloads")));
    }

    /// One that takes no time.
    OwnWorkloads brisk() throws IOException {
        return add("brisk", ":");
    }

    /// One that goes on for minutes.
    OwnWorkloads slow(Sleep sleep) throws IOException {
        return add("slow", sleep.command());
    }

    /// One whose image is built for minutes.
    OwnWorkloads lengthy(Sleep sleep) throws IOException {
        add("lengthy", ":");
        Files.writeString(
                folder.resolve("lengthy/Dockerfile"),
                "ARG BASE_IMAGE\nFROM ${BASE_IMAGE}\nRUN " + sleep.command() + "\n");
        return this;
    }

    /// One whose image fills a cache.
    OwnWorkloads hoarder() throws IOException {
        Commands.run("cp", "-r", MODEL.resolveSibling("hoarder").toString(), folder.toString());
        names.add("hoarder");
        return this;
    }

    /// @param first shell code that runs before what brings about the right tree
    OwnWorkloads add(String name, String first) throws IOException {
        var own = folder.resolve(name);
        Commands.run("cp", "-r", MODEL.toString(), own.toString());
        var file = own.resolve("workload.yaml");
        var lines = Files.readAllLines(file).stream().map(line -> changed(line, name, first));
        Files.write(file, lines.toList());
        names.add(name);
        return this;
    }

    private static String changed(String line, String name, String first) {
        if (line.startsWith("name: ")) {
            return "name: " + name;
        }
        if (line.startsWith("command: ")) {
            // A string in JSON is one in YAML.
            var command = first + "\n" + line.substring("command: ".length());
            return "command: " + TextNode.valueOf(command);
        }
        return line.replace("command: PT20S", "command: PT5M").replace("delete: PT30S", "delete: PT5S");
    }

    Path folder() {
        return folder;
    }

    List<String> names() {
        return names;
    }
}
