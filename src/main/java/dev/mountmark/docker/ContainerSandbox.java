package dev.mountmark.docker;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Failure.Category;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.SampleOrder;
import dev.mountmark.benchmark.Sandbox;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Timing;
import dev.mountmark.benchmark.TreeSummary;
import dev.mountmark.benchmark.Workload;
import dev.mountmark.workload.PageCache;
import dev.mountmark.workload.Space;
import dev.mountmark.workload.WorkFolder;
import dev.mountmark.workload.Wrapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One sample in a container of its own.
final class ContainerSandbox implements Sandbox {
    /// Making and starting a container is a matter of a second; a busy virtual machine takes longer.
    private static final Duration MAKING = Duration.ofMinutes(1);

    private static final String LOG = "/tmp/mountmark.log";

    private final Surroundings surroundings;
    private final SampleOrder order;
    private final Workload workload;
    private final WorkFolder folder;
    private @Nullable Engine engine;
    private @Nullable EngineFacts facts;
    private @Nullable WorkMounts mounts;
    private @Nullable Container container;
    private long commandEndedAt;
    private boolean started;
    private int removals;

    ContainerSandbox(Surroundings surroundings, SampleOrder order) {
        this.surroundings = surroundings;
        this.order = order;
        workload = order.workload();
        folder = WorkFolder.of(surroundings.endpoint().workDirectory(), surroundings.instance(), order);
    }

    @Override
    public void create() throws MeasuringException, InterruptedException {
        if (sharesFolder()) {
            folder.create(surroundings.tree(), surroundings.minimumFree());
        }
        var opened = Engine.open(surroundings.endpoint());
        engine = opened;
        var told = EngineFacts.of(opened);
        facts = told;
        var asked = mounts(opened, told);
        mounts = asked;
        var plan = new ContainerPlan(
                surroundings.image(),
                name(),
                ContainerUser.of(told, surroundings.endpoint().workDirectory()),
                Labels.of(surroundings.instance(), order),
                asked,
                workload.limits());
        container = Container.create(opened, plan, new Step(Phase.CREATE, "create the container", MAKING));
    }

    private WorkMounts mounts(Engine opened, EngineFacts told) throws MeasuringException, InterruptedException {
        var asked = WorkMounts.of(
                name(), order, surroundings, surroundings.endpoint().engineSide(folder.work()), told.selinux());
        var path = volumePath();
        if (path != null) {
            // Made by us, so that it is ours to remove; the engine would make it as root.
            makeFolder(path);
        }
        var volume = asked.volume();
        if (volume != null) {
            opened.call(
                    new Step(Phase.CREATE, "create the volume", MAKING),
                    client -> client.createVolumeCmd()
                            .withName(name())
                            .withDriverOpts(volume.options())
                            .withLabels(labels(volume))
                            .exec());
        }
        return asked;
    }

    private Map<String, String> labels(WorkMounts.NewVolume volume) {
        var labels = new TreeMap<>(Labels.of(surroundings.instance(), order));
        if (volume.keeps() != null) {
            labels.put(Labels.KEEPS, volume.keeps());
        }
        return labels;
    }

    private void makeFolder(String path) throws MeasuringException {
        try {
            Files.createDirectories(folder.work().resolve(path));
        } catch (IOException e) {
            throw new MeasuringException(
                    new Failure(Category.HOST, Phase.CREATE, "mount point of the volume: " + e.getMessage()), e);
        }
    }

    @Override
    public void start() throws MeasuringException, InterruptedException {
        container().start(new Step(Phase.START, "start the container", MAKING));
        started = true;
        if (!sharesFolder()) {
            // Entry by entry, since the working folder itself is not ours to change; without owners, which a server
            // that squashes root would refuse.
            var copy = "mkdir -p \"$1\" && find " + ContainerPlan.TREE
                    + " -mindepth 1 -maxdepth 1 -exec cp -RP {} \"$1\" \\;";
            container()
                    .run(
                            new Step(Phase.START, "copy the tree", MAKING),
                            Map.of(),
                            List.of("sh", "-c", copy, "sh", work()));
        }
    }

    @Override
    public void prove() throws MeasuringException, InterruptedException {
        if (sharesFolder()) {
            new MountProof(container(), surroundings.endpoint(), folder, MAKING).run(order.place());
        }
    }

    @Override
    public Map<String, String> environment() throws MeasuringException, InterruptedException {
        var environment = new TreeMap<String, String>();
        if (facts != null) {
            environment.putAll(facts.facts());
        }
        environment.put("image", surroundings.image());
        environment.put("baseImage", workload.image().base());
        environment.putAll(Wrapper.facts(ask("look around", MAKING, "facts", work(), workload.software())));
        if (mounts != null && !mounts.binds().isEmpty()) {
            environment.put("selinuxRelabel", "z");
        }
        var path = volumePath();
        if (path != null) {
            environment.put("volumePath", path);
            var there = Wrapper.facts(ask("look around", MAKING, "mount", ContainerPlan.WORK + "/" + path));
            copy(there, "fileSystem", environment, "volumeFileSystem");
            copy(there, "mountOptions", environment, "volumeMountOptions");
        }
        return environment;
    }

    private static void copy(Map<String, String> from, String name, Map<String, String> to, String otherName) {
        var value = from.get(name);
        if (value != null) {
            to.put(otherName, value);
        }
    }

    @Override
    public Timing prepare() throws MeasuringException, InterruptedException {
        var prepare = workload.prepare();
        return time(Phase.PREPARE, workload.deadlines().prepare(), prepare == null ? ":" : prepare);
    }

    @Override
    public void dropCaches() throws MeasuringException, InterruptedException {
        var inside = Wrapper.boot(ask("ask which kernel it is", MAKING, "boot"));
        if (!PageCache.boot().equals(Optional.of(inside))) {
            throw new MeasuringException(new Failure(
                    Category.HOST,
                    Phase.COMMAND,
                    "cache=cold: expected that the container runs on the kernel of this host, whose caches can be"
                            + " dropped, got another one (a virtual machine?); take cache=warm"));
        }
        PageCache.drop();
    }

    @Override
    public Timing command() throws MeasuringException, InterruptedException {
        var timing = time(Phase.COMMAND, workload.deadlines().command(), workload.command());
        commandEndedAt = System.nanoTime();
        return timing;
    }

    private Timing time(Phase phase, Duration deadline, String command)
            throws MeasuringException, InterruptedException {
        var answer = container()
                .run(
                        new Step(phase, phase.word(), deadline),
                        surroundings.environment(),
                        List.of("sh", ContainerPlan.WRAPPER, "time", work(), LOG, command));
        var timing = Wrapper.timing(answer.output(), answer.outsideSeconds());
        if (timing.exitCode() != 0
                && (Space.ranOut(timing.lastLines()) || (sharesFolder() && Space.ranOut(folder.folder())))) {
            throw Space.ranFull(phase, disks(), timing);
        }
        return timing;
    }

    /// Those that the command may have filled.
    private String disks() {
        var engines = "The engine's disk";
        return switch (order.benchmark().scenario()) {
            case Scenario.Native _, Scenario.NoVolumes _, Scenario.Volume _ -> engines;
            case Scenario.BindMount _, Scenario.RelaxedBindMount _ -> "The disk of " + folder.folder();
            case Scenario.BindMountVolume _ -> engines + " or that of " + folder.folder();
            case Scenario.Tmpfs _ -> "The tmpfs (mountmark.tmpfs.size, the workload's memory at most)";
            case Scenario.NfsVolume _ -> "The export of mountmark.nfs";
        };
    }

    @Override
    public Optional<Duration> settle() throws MeasuringException, InterruptedException {
        return seenOutside()
                ? new Settling(folder.work(), workload).await(commandEndedAt, this::tree)
                : Optional.empty();
    }

    /// Whether the host sees what is verified: a volume hides it.
    private boolean seenOutside() {
        var hidden = volumePath();
        if (hidden == null) {
            return sharesFolder();
        }
        var work = folder.work();
        var verified = work.resolve(workload.verify().path()).normalize();
        var volume = work.resolve(hidden).normalize();
        return !verified.startsWith(volume) && !volume.startsWith(verified);
    }

    @Override
    public TreeSummary verify() throws MeasuringException, InterruptedException {
        return tree();
    }

    private TreeSummary tree() throws MeasuringException, InterruptedException {
        var verify = workload.verify();
        var arguments = new ArrayList<>(List.of("tree", work() + "/" + verify.path()));
        arguments.addAll(verify.exclude());
        return Wrapper.tree(ask(Phase.VERIFY.word(), workload.deadlines().verify(), arguments.toArray(String[]::new)));
    }

    private String ask(String words, Duration deadline, String... arguments)
            throws MeasuringException, InterruptedException {
        var command = new ArrayList<>(List.of("sh", ContainerPlan.WRAPPER));
        command.addAll(List.of(arguments));
        return container()
                .run(new Step(words, deadline), surroundings.environment(), command)
                .output();
    }

    @Override
    public List<String> delete() throws InterruptedException {
        var left = new ArrayList<String>();
        if (engine != null) {
            engine.close();
            left.addAll(deleteContainer());
        }
        if (sharesFolder()) {
            left.addAll(removals++ == 0 ? folder.delete() : folder.delete(this::deleteByEngine));
        }
        return left;
    }

    /// From the second time on, since a synchronised share refuses for a while what it allows a little later.
    private Optional<String> deleteByEngine(Path refused) throws InterruptedException {
        try (var fresh = Engine.open(surroundings.endpoint())) {
            return new EngineRemoval(
                            fresh,
                            Labels.of(surroundings.instance(), order),
                            workload.deadlines().delete())
                    .onHost(refused);
        } catch (MeasuringException e) {
            return Optional.of(refused + " (by the engine: " + e.getMessage() + ")");
        }
    }

    private List<String> deleteContainer() throws InterruptedException {
        try (var fresh = Engine.open(surroundings.endpoint())) {
            var leftovers = new Leftovers(
                    fresh,
                    Labels.of(surroundings.instance(), order),
                    workload.deadlines().delete());
            return (started ? leftovers : leftovers.neverBegun()).remove();
        } catch (MeasuringException e) {
            return List.of("container " + name() + ": " + e.getMessage());
        }
    }

    private boolean sharesFolder() {
        return order.benchmark().scenario().sharesFolder();
    }

    private @Nullable String volumePath() {
        return switch (order.benchmark().scenario()) {
            case Scenario.BindMountVolume _ -> workload.volumePath();
            case Scenario.Native _,
                    Scenario.NoVolumes _,
                    Scenario.BindMount _,
                    Scenario.Volume _,
                    Scenario.Tmpfs _,
                    Scenario.NfsVolume _,
                    Scenario.RelaxedBindMount _ -> null;
        };
    }

    private String name() {
        return "mountmark-" + order.place();
    }

    private String work() {
        return mounts == null ? ContainerPlan.WORK : mounts.work();
    }

    private Container container() {
        if (container == null) {
            throw new IllegalStateException("sandbox: expected create() before");
        }
        return container;
    }
}
