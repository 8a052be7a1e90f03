package dev.mountmark.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is done in a scenario, as its `workload.yaml` says.
///
/// @param name of the folder it comes from
/// @param title for people
/// @param description for people
/// @param digest 64 hexadecimal digits over everything that decides what is measured; the identity of its series. The
///     base image is not part of it: a new Node is a change to be explained, not another series
/// @param image what the container is made of
/// @param volumePath relative to the working folder; where the volume of `bind-mount-volume` is mounted, absent when
///     the workload has no such place
/// @param environment variables of `prepare` and `command`
/// @param software a shell command that prints a line `name version` for each program that decides the time
/// @param prepare a shell command, run in the working folder before the measured one; absent when there is none
/// @param command the shell command that is measured
/// @param verify what must be there afterwards
/// @param limits of the container
/// @param deadlines of the phases
public record Workload(
        Slug name,
        String title,
        String description,
        String digest,
        Image image,
        @Nullable String volumePath,
        Map<String, String> environment,
        String software,
        @Nullable String prepare,
        String command,
        Verify verify,
        Limits limits,
        Deadlines deadlines) {

    public Workload {
        environment = Map.copyOf(environment);
    }

    /// The same work on another base image: the digest stays.
    public Workload withImage(Image other) {
        return new Workload(
                name,
                title,
                description,
                digest,
                other,
                volumePath,
                environment,
                software,
                prepare,
                command,
                verify,
                limits,
                deadlines);
    }

    /// @param base the base image, by its name
    /// @param tools programs that the host needs for `native`
    /// @param cache a shell command that fills `$MOUNTMARK_CACHE` with network, once; absent when there is none
    public record Image(
            String base, List<String> tools, @Nullable String cache) {
        public Image {
            tools = List.copyOf(tools);
        }
    }

    /// @param path relative to the working folder
    /// @param exclude relative to `path`: entries left out, with all that is below them
    /// @param tree the number of entries and their digest
    public record Verify(String path, List<String> exclude, TreeSummary tree) {
        public Verify {
            exclude = List.copyOf(exclude);
        }
    }

    /// @param memoryBytes the most that the container may use
    /// @param processes the most processes and threads at a time
    public record Limits(long memoryBytes, int processes) {}

    /// How long each phase may take before it is ended and the sample fails.
    public record Deadlines(Duration prepare, Duration command, Duration settle, Duration verify, Duration delete) {}
}
