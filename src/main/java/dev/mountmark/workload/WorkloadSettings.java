package dev.mountmark.workload;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Settings of workloads and of the places in which they run.
@ConfigMapping(prefix = "mountmark")
public interface WorkloadSettings {
    /// The most that can be told of a disk.
    BigInteger MOST_FREE = BigInteger.valueOf(Long.MAX_VALUE);

    /// Where history, caches and, by default, the work directory live.
    Path dataDirectory();

    /// Where bind mounts and native work: the disk that is measured.
    @WithDefault("${mountmark.data-directory}/work")
    Path workDirectory();

    /// Folders that hold workloads of one's own, a folder each.
    Optional<List<Path>> workloadDirectories();

    /// What differs from a workload's own file, by its name.
    Map<String, Choice> workloads();

    /// The npm registry that caches are filled from.
    Npm npm();

    /// What must be free on the disk of the work directory before a sample begins, below `8E`. `0` never refuses: a
    /// full
    /// disk then fails the sample in its middle.
    @WithDefault("1G")
    MemorySize minimumFreeSpace();

    /// How images are built and caches filled.
    Build build();

    interface Choice {
        /// Taken instead of the workload's own base image.
        Optional<String> baseImage();

        /// The least change of its series that is told, as a share; instead of `mountmark.drift.minimum-magnitude`.
        OptionalDouble minimumMagnitude();

        /// From one result of its series to the next; instead of `mountmark.drift.expected-interval`.
        Optional<Duration> expectedInterval();
    }

    interface Npm {
        @WithDefault("https://registry.npmjs.org/")
        URI registry();
    }

    interface Build {
        /// The engine's network for image builds: `default`, `host`, `none` or one's own.
        @WithDefault("default")
        String network();

        /// Certificates in PEM that are trusted besides the usual ones, for people behind a proxy.
        Optional<Path> caBundle();

        /// The longest that making an image or a cache may take. Too short a time fails every sample of the workload.
        @WithDefault("PT20M")
        Duration deadline();
    }

    /// @throws ConfigurationException when a size is out of its range
    static void check(WorkloadSettings settings) {
        var bytes = settings.minimumFreeSpace().asBigInteger();
        if (bytes.compareTo(MOST_FREE) > 0) {
            throw new ConfigurationException("mountmark.minimum-free-space: expected 0 to " + MOST_FREE
                    + " bytes, which is just below 8E, got " + bytes);
        }
    }
}
