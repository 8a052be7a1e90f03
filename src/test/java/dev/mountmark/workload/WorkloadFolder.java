package dev.mountmark.workload;

import dev.mountmark.benchmark.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A workload of one's own in a folder, as a user would write it, changed line by line.
public final class WorkloadFolder {
    private static final String DEFINITION = """
            name: little
            title: A little work
            description: Writes three files.
            image:
              base: debian:12
              tools: [sh]
            volumePath: out
            environment: {COLOUR: "blue"}
            software: "echo sh 1"
            prepare: ""
            command: mkdir -p out && cp seed.txt out/a && printf '%s' "$COLOUR" > out/b && mkdir out/c
            verify:
              path: out
              exclude: []
              entries: 3
              digest: "sha256:0000000000000000000000000000000000000000000000000000000000000000"
            limits: {memory: 512MiB, processes: 64}
            deadlines: {prepare: PT10S, command: PT20S, settle: PT10S, verify: PT10S, delete: PT10S}
            """;

    private final Path parent;
    private final Path folder;
    private String definition = DEFINITION;

    public WorkloadFolder(Path parent) {
        this.parent = parent;
        folder = parent.resolve("little");
        file("Dockerfile", "FROM scratch\n");
        file("tree/seed.txt", "seed\n");
    }

    public Path parent() {
        return parent;
    }

    /// Puts other text in the place of a piece of the definition.
    public WorkloadFolder with(String piece, String other) {
        if (!definition.contains(piece)) {
            throw new IllegalArgumentException("expected a piece of the definition, got " + piece);
        }
        definition = definition.replace(piece, other);
        return this;
    }

    public WorkloadFolder withCommand(String command) {
        return with(
                definition
                        .lines()
                        .filter(line -> line.startsWith("command:"))
                        .findFirst()
                        .orElseThrow(),
                "command: |\n" + command.indent(2).stripTrailing());
    }

    public WorkloadFolder file(String path, String content) {
        try {
            Files.createDirectories(folder.resolve(path).resolveSibling("."));
            Files.writeString(folder.resolve(path), content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Workload read() {
        file(WorkloadSource.DEFINITION, definition);
        var source = WorkloadSource.below(parent).getFirst();
        return new WorkloadReader().read(source);
    }
}
