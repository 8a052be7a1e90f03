package dev.mountmark.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;

/// Mounts for a test, where it may have any (root on Linux); the test is skipped elsewhere.
public final class Mounts implements AutoCloseable {
    private final Path point;

    private Mounts(Path point) {
        this.point = point;
    }

    public static Mounts bind(Path source, Path point) throws IOException, InterruptedException {
        return mounted(point, "--bind", source.toString());
    }

    public static Mounts tmpfs(Path point, String size) throws IOException, InterruptedException {
        return mounted(point, "-t", "tmpfs", "-o", "size=" + size, "tmpfs");
    }

    private static Mounts mounted(Path point, String... arguments) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<>(java.util.List.of("mount"));
        command.addAll(java.util.List.of(arguments));
        command.add(point.toString());
        assumeThat(new ProcessBuilder(command).start().waitFor())
                .as("this needs root and mount")
                .isZero();
        return new Mounts(point);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("umount", point.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }
}
