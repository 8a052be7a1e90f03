package dev.mountmark.host;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Sandbox;
import dev.mountmark.benchmark.Timing;
import dev.mountmark.benchmark.TreeSummary;
import dev.mountmark.benchmark.Workload;
import dev.mountmark.workload.PageCache;
import dev.mountmark.workload.Space;
import dev.mountmark.workload.WorkFolder;
import dev.mountmark.workload.Wrapper;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// One native sample: a folder of the work directory, and children of the service that work in it.
final class HostSandbox implements Sandbox {
    private static final Duration FACTS = Duration.ofSeconds(30);

    private final HostWrapper wrapper;
    private final Workload workload;
    private final Place place;

    HostSandbox(HostWrapper wrapper, Workload workload, Place place) {
        this.wrapper = wrapper;
        this.workload = workload;
        this.place = place;
    }

    /// Where a sample is taken.
    ///
    /// @param folder not made yet
    /// @param tree what the work starts from, content by path
    /// @param minimumFree bytes that must be free before
    /// @param environment of all commands
    /// @param mark of all processes
    record Place(
            WorkFolder folder,
            SortedMap<String, byte[]> tree,
            long minimumFree,
            Map<String, String> environment,
            String mark) {}

    @Override
    public void create() throws MeasuringException {
        place.folder().create(place.tree(), place.minimumFree());
        try {
            Files.createDirectory(place.folder().home());
            Files.createDirectory(place.folder().temporary());
        } catch (IOException e) {
            throw new MeasuringException(
                    new Failure(Failure.Category.HOST, Phase.CREATE, "expected that a folder can be made, got " + e),
                    e);
        }
    }

    /// The host runs already.
    @Override
    public void start() {}

    /// Nothing is mounted: both sides are one.
    @Override
    public void prove() {}

    @Override
    public Map<String, String> environment() throws MeasuringException, InterruptedException {
        return Wrapper.facts(call(null, FACTS, "facts", place.folder().work().toString(), workload.software())
                .stdout());
    }

    @Override
    public Timing prepare() throws MeasuringException, InterruptedException {
        return time(Phase.PREPARE, workload.deadlines().prepare(), workload.prepare());
    }

    @Override
    public void dropCaches() throws MeasuringException, InterruptedException {
        PageCache.drop();
    }

    @Override
    public Timing command() throws MeasuringException, InterruptedException {
        return time(Phase.COMMAND, workload.deadlines().command(), workload.command());
    }

    @Override
    public Optional<Duration> settle() {
        return Optional.empty();
    }

    @Override
    public TreeSummary verify() throws MeasuringException, InterruptedException {
        var verify = workload.verify();
        var arguments = new ArrayList<>(
                List.of("tree", place.folder().work().resolve(verify.path()).toString()));
        arguments.addAll(verify.exclude());
        return Wrapper.tree(call(Phase.VERIFY, workload.deadlines().verify(), arguments.toArray(String[]::new))
                .stdout());
    }

    @Override
    public List<String> delete() throws InterruptedException {
        var left = new ArrayList<>(Survivors.marked(place.mark()).end());
        left.addAll(place.folder().delete());
        return left;
    }

    private Timing time(Phase phase, Duration deadline, @Nullable String command)
            throws MeasuringException, InterruptedException {
        var log = place.folder().folder().resolve("log").toString();
        var ended =
                call(phase, deadline, "time", place.folder().work().toString(), log, command == null ? "" : command);
        var timing = Wrapper.timing(ended.stdout(), ended.seconds());
        if (timing.exitCode() != 0
                && (Space.ranOut(timing.lastLines())
                        || Space.ranOut(place.folder().folder()))) {
            throw Space.ranFull(phase, "The disk of " + place.folder().folder(), timing);
        }
        return timing;
    }

    private HostProcess.Ended call(@Nullable Phase phase, Duration deadline, String... arguments)
            throws MeasuringException, InterruptedException {
        return wrapper.call(new HostWrapper.Call(place.environment(), place.mark(), phase, deadline), arguments);
    }
}
