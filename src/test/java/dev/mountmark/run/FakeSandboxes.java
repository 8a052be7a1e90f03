package dev.mountmark.run;

import dev.mountmark.benchmark.BuiltImage;
import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Images;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.RuntimeStatus;
import dev.mountmark.benchmark.SampleOrder;
import dev.mountmark.benchmark.Sandbox;
import dev.mountmark.benchmark.Sandboxes;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Slug;
import dev.mountmark.benchmark.Timing;
import dev.mountmark.benchmark.TreeSummary;
import dev.mountmark.benchmark.Workload;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The host and one engine, `linux`, or a second one beside it, that take exactly as long as they are told, and fail
/// when they are told.
@ApplicationScoped
public class FakeSandboxes implements Sandboxes {
    public static final Runtime HOST = new Runtime(Runtime.HOST, "Host");
    public static final Runtime LINUX = new Runtime(new Slug("linux"), "Linux");
    public static final Runtime OTHER = new Runtime(new Slug("other"), "Other");
    public static final Runtime FAR = new Runtime(new Slug("far"), "Far");
    private static final double SECONDS = 1.5;

    private final Map<String, Deque<Double>> seconds = new HashMap<>();
    private final Map<String, Deque<Failure>> failures = new HashMap<>();
    private final Map<String, Map<String, String>> environments = new HashMap<>();
    private final Set<String> existing = new HashSet<>();
    private final List<SampleOrder> opened = new ArrayList<>();
    private final List<Integer> dropped = new ArrayList<>();
    private final Map<RunId, String> posted = new HashMap<>();
    private final List<Unattended> unattended = new ArrayList<>();
    private @Nullable String unavailable;
    private @Nullable String confined;
    private boolean far;
    private @Nullable String warmOnly;
    private @Nullable Failure unready;
    private @Nullable CountDownLatch held;
    private CountDownLatch reached = new CountDownLatch(1);
    private final Map<Runtime, Failure> dead = new HashMap<>();
    private boolean second;
    private int stubborn;
    private @Nullable Duration late;
    private int mostWorking;

    /// Forgets all it was told.
    public synchronized void reset() {
        release();
        seconds.clear();
        failures.clear();
        environments.clear();
        existing.clear();
        opened.clear();
        dropped.clear();
        posted.clear();
        unavailable = null;
        confined = null;
        far = false;
        warmOnly = null;
        unready = null;
        stubborn = 0;
        late = null;
        dead.clear();
        second = false;
        mostWorking = 0;
        unattended.clear();
    }

    /// A former process began this.
    public synchronized void leaves(Unattended sample) {
        unattended.add(sample);
    }

    @Override
    public synchronized List<Unattended> unattended() {
        return List.copyOf(unattended);
    }

    /// There is a second engine, [#OTHER].
    public synchronized void addSecond() {
        second = true;
    }

    /// From now on each sample on a runtime fails with this.
    public synchronized void dies(Runtime runtime, Failure failure) {
        dead.put(runtime, failure);
    }

    /// The most samples that existed at one time.
    public synchronized int mostWorking() {
        return mostWorking;
    }

    /// The next samples of a scenario take these times, one after the other; then 1.5 s again.
    public synchronized void takes(String scenario, double... each) {
        var queue = seconds.computeIfAbsent(scenario, _ -> new ArrayDeque<>());
        for (var one : each) {
            queue.add(one);
        }
    }

    /// The next samples of a scenario fail, one after the other, in the failure's phase; of `image`, the next images
    /// while they are written.
    public synchronized void fails(String scenario, Failure... each) {
        failures.computeIfAbsent(scenario, _ -> new ArrayDeque<>()).addAll(List.of(each));
    }

    /// What samples of a scenario are stamped with.
    public synchronized void stamps(String scenario, Map<String, String> environment) {
        environments.put(scenario, environment);
    }

    /// The engine is away, with this reason; null brings it back.
    public synchronized void away(@Nullable String reason) {
        unavailable = reason;
    }

    /// There is an engine on another machine, too.
    public synchronized void far() {
        far = true;
    }

    /// The host is not measured, with this reason.
    public synchronized void confined(String reason) {
        confined = reason;
    }

    /// Caches of the host cannot be dropped, with this reason.
    public synchronized void warmOnly(String reason) {
        warmOnly = reason;
    }

    /// Making ready fails on the engine; null mends it.
    public synchronized void unready(@Nullable Failure failure) {
        unready = failure;
    }

    /// The next removals leave something, this many times.
    public synchronized void refusesDelete(int times) {
        stubborn = times;
    }

    /// Of each removal from now on, this was only the wait for a volume.
    public synchronized void releasesLate(Duration part) {
        late = part;
    }

    /// Commands block from now on, until [#release()].
    public synchronized void hold() {
        held = new CountDownLatch(1);
        reached = new CountDownLatch(1);
    }

    /// Lets the command that is held go on, and holds the next one.
    public synchronized void holdNext() {
        var before = held;
        hold();
        if (before != null) {
            before.countDown();
        }
    }

    public synchronized void release() {
        if (held != null) {
            held.countDown();
            held = null;
        }
    }

    /// Waits until a command is being held.
    public void awaitHeld() throws InterruptedException {
        CountDownLatch latch;
        synchronized (this) {
            latch = reached;
        }
        latch.await();
    }

    /// Places that were made and not removed.
    public synchronized Set<String> existing() {
        return Set.copyOf(existing);
    }

    /// Every sample that was asked for, in order.
    public synchronized List<SampleOrder> opened() {
        return List.copyOf(opened);
    }

    /// The numbers of the samples for which caches were dropped, in order.
    public synchronized List<Integer> dropped() {
        return List.copyOf(dropped);
    }

    /// The newest table of a run; empty for one of which there was none.
    public synchronized Optional<String> posted(RunId run) {
        return Optional.ofNullable(posted.get(run));
    }

    @Override
    public boolean takesTables() {
        return true;
    }

    @Override
    public synchronized void post(RunId run, String table) {
        posted.put(run, table);
    }

    @Override
    public synchronized List<RuntimeStatus> runtimes(Set<Slug> named) {
        var containers = Scenario.ALL.stream()
                .filter(scenario -> !(scenario instanceof Scenario.Native))
                .map(scenario -> new RuntimeStatus.Offer(scenario, unavailable))
                .toList();
        var statuses = new ArrayList<RuntimeStatus>();
        if (second) {
            statuses.add(new RuntimeStatus(
                    OTHER, "unix:///run/other.sock", null, Map.of("engineVersion", "28.0"), containers, null));
        }
        statuses.addAll(List.of(
                new RuntimeStatus(
                        HOST,
                        "",
                        confined,
                        Map.of("kernel", "6.0"),
                        List.of(new RuntimeStatus.Offer(new Scenario.Native(), confined)),
                        warmOnly),
                new RuntimeStatus(
                        LINUX,
                        "unix:///run/fake.sock",
                        unavailable,
                        Map.of("engineVersion", "29.0"),
                        containers,
                        null)));
        if (far) {
            statuses.add(far(named.contains(FAR.slug())));
        }
        return statuses;
    }

    private static RuntimeStatus far(boolean asked) {
        var missing = asked ? null : RuntimeStatus.WHEN_NAMED;
        return new RuntimeStatus(
                FAR,
                "ssh://far",
                missing,
                Map.of(),
                Map.of(),
                List.of(new RuntimeStatus.Offer(new Scenario.NoVolumes(), missing)),
                null,
                new RuntimeStatus.Way(false, asked, List.of("context far")));
    }

    @Override
    public synchronized Map<Phase, Double> makeReady(Runtime runtime, Workload workload, Consumer<String> progress)
            throws MeasuringException {
        if (runtime.equals(HOST)) {
            return Map.of();
        }
        progress.accept("building the image");
        if (unready != null) {
            throw new MeasuringException(unready);
        }
        return new EnumMap<>(Map.of(Phase.BUILD, 2.0));
    }

    @Override
    public Optional<Images> images() {
        return Optional.of(new FakeImages());
    }

    /// Its text is all that there is of an image, and half of it is written before a hold or a failure.
    private final class FakeImages implements Images {
        @Override
        public BuiltImage ready(Runtime runtime, Workload workload, Consumer<String> progress)
                throws MeasuringException {
            makeReady(runtime, workload, progress);
            return new BuiltImage(workload.name() + " on " + runtime.slug(), "1", "loaded");
        }

        @Override
        public void save(Runtime runtime, BuiltImage image, OutputStream target)
                throws IOException, MeasuringException, InterruptedException {
            target.write("image of ".getBytes(StandardCharsets.UTF_8));
            var latch = held();
            if (latch.isPresent()) {
                reached.countDown();
                latch.get().await();
            }
            var reason = planned("image");
            if (reason.isPresent()) {
                throw new MeasuringException(reason.get());
            }
            target.write(image.name().getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public synchronized Sandbox open(SampleOrder order) {
        opened.add(order);
        return new FakeSandbox(order);
    }

    @Override
    public synchronized List<String> reap() {
        existing.clear();
        return List.of();
    }

    private synchronized double next(String scenario) {
        var queue = seconds.get(scenario);
        return queue == null || queue.isEmpty() ? SECONDS : queue.remove();
    }

    private synchronized Optional<Failure> planned(String scenario) {
        var queue = failures.get(scenario);
        return queue == null ? Optional.empty() : Optional.ofNullable(queue.poll());
    }

    private synchronized Optional<CountDownLatch> held() {
        return Optional.ofNullable(held);
    }

    private synchronized boolean refuses() {
        return stubborn-- > 0;
    }

    private final class FakeSandbox implements Sandbox {
        private final SampleOrder order;
        private @Nullable Failure failure;

        FakeSandbox(SampleOrder order) {
            this.order = order;
        }

        @Override
        public void create() throws MeasuringException {
            synchronized (FakeSandboxes.this) {
                existing.add(order.place());
                mostWorking = Math.max(mostWorking, existing.size());
                failure = dead.getOrDefault(
                        order.benchmark().runtime(), planned(scenario()).orElse(null));
            }
            failIn(Phase.CREATE);
        }

        @Override
        public void start() throws MeasuringException {
            failIn(Phase.START);
        }

        @Override
        public void prove() throws MeasuringException {
            failIn(null);
        }

        @Override
        public Map<String, String> environment() {
            synchronized (FakeSandboxes.this) {
                return environments.getOrDefault(scenario(), Map.of("kernel", "6.0", "software.node", "v22.0.0"));
            }
        }

        @Override
        public Timing prepare() throws MeasuringException {
            failIn(Phase.PREPARE);
            return new Timing("fake", 0.000_001, 0.5, 0.6, 0.5, 0, List.of());
        }

        @Override
        public void dropCaches() throws MeasuringException {
            synchronized (FakeSandboxes.this) {
                dropped.add(order.number());
            }
        }

        @Override
        public Timing command() throws MeasuringException, InterruptedException {
            var latch = held();
            if (latch.isPresent()) {
                reached.countDown();
                latch.get().await();
            }
            if (failure != null && failure.exitCode() != null) {
                return new Timing("fake", 0.000_001, 1, 1.1, 1.0, failure.exitCode(), failure.lastLines());
            }
            failIn(Phase.COMMAND);
            var inside = next(scenario());
            return new Timing("fake", 0.000_001, inside, inside + 0.1, inside, 0, List.of());
        }

        @Override
        public Optional<Duration> settle() throws MeasuringException {
            failIn(Phase.SETTLE);
            return order.benchmark().scenario() instanceof Scenario.BindMount
                    ? Optional.of(Duration.ofMillis(5))
                    : Optional.empty();
        }

        @Override
        public TreeSummary verify() {
            return failure != null && failure.category() == Failure.Category.WRONG_TREE
                    ? new TreeSummary(1, "sha256:other")
                    : order.workload().verify().tree();
        }

        @Override
        public List<String> delete() {
            if (refuses()) {
                return List.of("folder " + order.place());
            }
            synchronized (FakeSandboxes.this) {
                existing.remove(order.place());
            }
            return List.of();
        }

        @Override
        public Optional<Duration> released() {
            synchronized (FakeSandboxes.this) {
                return Optional.ofNullable(late);
            }
        }

        private String scenario() {
            return order.benchmark().scenario().label();
        }

        private void failIn(@Nullable Phase phase) throws MeasuringException {
            if (failure != null && failure.phase() == phase && failure.category() != Failure.Category.WRONG_TREE) {
                throw new MeasuringException(failure);
            }
        }
    }
}
