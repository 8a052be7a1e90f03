package dev.mountmark.docker;

import dev.mountmark.benchmark.Caveat.OtherContainers;
import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Failure.Category;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.benchmark.SampleOrder;
import dev.mountmark.benchmark.Sandbox;
import dev.mountmark.benchmark.Timing;
import dev.mountmark.benchmark.TreeSummary;
import dev.mountmark.benchmark.Workload;
import dev.mountmark.workload.PageCache;
import dev.mountmark.workload.Space;
import dev.mountmark.workload.WorkFolder;
import dev.mountmark.workload.Wrapper;
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
    private final Neighbours neighbours;
    private final SampleOrder order;
    private final Workload workload;
    private final WorkFolder folder;
    private final SampleMounts places;
    private final SampleRemoval removal;
    private @Nullable Engine engine;
    private @Nullable EngineFacts facts;
    private @Nullable WorkMounts mounts;
    private @Nullable Container container;
    private long commandEndedAt;
    private boolean started;

    ContainerSandbox(Surroundings surroundings, SampleOrder order, Neighbours neighbours) {
        this.surroundings = surroundings;
        this.neighbours = neighbours;
        this.order = order;
        workload = order.workload();
        folder = WorkFolder.of(surroundings.endpoint().workDirectory(), surroundings.instance(), order);
        places = new SampleMounts(surroundings, order, folder);
        removal = new SampleRemoval(surroundings, order, places);
    }

    @Override
    public void create() throws MeasuringException, InterruptedException {
        if (places.sharesFolder()) {
            folder.create(surroundings.tree(), surroundings.minimumFree());
        }
        var opened = Engine.open(surroundings.endpoint());
        engine = opened;
        var told = EngineFacts.of(opened);
        facts = told;
        var asked = places.make(opened, told, MAKING);
        mounts = asked;
        var plan = new ContainerPlan(
                surroundings.image(),
                places.name(),
                ContainerUser.of(told, surroundings.endpoint().workDirectory()),
                Labels.of(surroundings.instance(), order),
                asked,
                workload.limits());
        container = Container.create(opened, plan, new Step(Phase.CREATE, "create the container", MAKING));
    }

    @Override
    public void start() throws MeasuringException, InterruptedException {
        container().start(new Step(Phase.START, "start the container", MAKING));
        started = true;
        if (!places.sharesFolder()) {
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
        if (places.sharesFolder()) {
            new MountProof(container(), surroundings.endpoint(), folder, MAKING).run(order.place());
        }
    }

    @Override
    public Map<String, String> environment() throws MeasuringException, InterruptedException {
        var environment = new TreeMap<String, String>();
        environment.put(OtherContainers.FACT, neighbours.beside(surroundings.endpoint()));
        environment.put("image", surroundings.image());
        environment.put("baseImage", workload.image().base());
        environment.putAll(Wrapper.facts(ask("look around", MAKING, "facts", work(), workload.software())));
        if (facts != null) {
            environment.putAll(facts.facts());
            tell(facts.telling(), environment);
        }
        if (mounts != null && !mounts.binds().isEmpty()) {
            environment.put("selinuxRelabel", "z");
        }
        var path = places.volumePath();
        if (path != null) {
            environment.put("volumePath", path);
            var there = Wrapper.facts(ask("look around", MAKING, "mount", ContainerPlan.WORK + "/" + path));
            copy(there, "fileSystem", environment, "volumeFileSystem");
            copy(there, "mountOptions", environment, "volumeMountOptions");
        }
        return environment;
    }

    /// How a folder of the host got here is told where there is one.
    private void tell(Telling telling, Map<String, String> environment) {
        telling.findings().forEach((fact, found) -> put(environment, fact, found));
        environment.remove(Telling.SHARING);
        environment.remove(Telling.SHARING + Sample.SOURCE);
        if (places.sharesFolder()) {
            telling.sharing(environment.get("fileSystem")).ifPresent(found -> put(environment, Telling.SHARING, found));
        }
    }

    private static void put(Map<String, String> environment, String fact, Finding found) {
        environment.put(fact, found.value());
        environment.put(fact + Sample.SOURCE, found.source());
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
                && (Space.ranOut(timing.lastLines()) || (places.sharesFolder() && Space.ranOut(folder.folder())))) {
            throw Space.ranFull(phase, places.disks(), timing);
        }
        return timing;
    }

    @Override
    public Optional<Duration> settle() throws MeasuringException, InterruptedException {
        return places.seenOutside()
                ? new Settling(folder.work(), workload).await(commandEndedAt, this::tree)
                : Optional.empty();
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
        if (engine == null) {
            return removal.folder();
        }
        engine.close();
        return removal.all(started);
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
