package dev.mountmark.host;

import dev.mountmark.benchmark.Instance;
import dev.mountmark.benchmark.Sandbox;
import dev.mountmark.benchmark.Workload;
import dev.mountmark.workload.Caches;
import dev.mountmark.workload.Catalogue;
import dev.mountmark.workload.Orders;
import dev.mountmark.workload.Settings;
import dev.mountmark.workload.WorkFolder;
import dev.mountmark.workload.WorkloadEnvironment;
import dev.mountmark.workload.WorkloadFiles;
import dev.mountmark.workload.WorkloadFolder;
import dev.mountmark.workload.WorkloadSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The room as the service would put it together over a data folder, with workloads of the test's own.
final class HostRoom {
    private final Instance instance;

    private final Path directory;
    private final Path own;

    HostRoom(Path directory) {
        this.directory = directory;
        own = directory.resolve("own");
        // Of this folder alone, as tests may run beside each other.
        instance = new Instance("test-" + Integer.toHexString(directory.hashCode()), "here");
        try {
            Files.createDirectories(own);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Adds the workload `little` with another command and other pieces.
    Workload add(String command, String... pieces) {
        var folder = new WorkloadFolder(own).withCommand(command);
        for (var i = 0; i < pieces.length; i += 2) {
            folder.with(pieces[i], pieces[i + 1]);
        }
        return folder.read();
    }

    Catalogue catalogue() {
        return new Catalogue(new WorkloadFiles(settings()), settings());
    }

    /// As on a host, wherever the tests run.
    HostSandboxes sandboxes() {
        return sandboxes(new Confinement(() -> HostSettings.Offer.ALWAYS));
    }

    HostSandboxes sandboxes(Confinement confinement) {
        var settings = settings();
        var files = new WorkloadFiles(settings);
        var caches = new Caches(files, settings);
        var wrapper = new HostWrapper(settings);
        var environment = new HostEnvironment(new WorkloadEnvironment(settings), settings);
        return new HostSandboxes(
                instance,
                settings,
                files,
                caches,
                new HostCaches(instance, wrapper, environment, caches, files, settings),
                environment,
                wrapper,
                new HostStatus(new Catalogue(files, settings), wrapper, confinement, settings));
    }

    Sandbox open(Workload workload) {
        return sandboxes().open(Orders.of(workload));
    }

    Path work(Workload workload) {
        return WorkFolder.of(settings().workDirectory(), instance, Orders.of(workload))
                .work();
    }

    private WorkloadSettings settings() {
        return Settings.in(directory, "workload-directories", own.toString());
    }
}
