package dev.mountmark.benchmark;

import static dev.mountmark.benchmark.Examples.NOON;
import static dev.mountmark.benchmark.Examples.failed;
import static dev.mountmark.benchmark.Examples.plan;
import static dev.mountmark.benchmark.Examples.run;
import static dev.mountmark.benchmark.Examples.samples;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Each caveat by what provokes it, and by nothing else.
class CaveatsTest {
    private static final Scenario NATIVE = new Scenario.Native();
    private static final Scenario NO_VOLUMES = new Scenario.NoVolumes();
    private static final Scenario BIND_MOUNT = new Scenario.BindMount();
    private static final RunState DONE = new RunState.Succeeded(NOON, NOON);
    private static final double[] STEADY = {1.00, 1.01, 0.99, 1.00, 1.02, 0.98, 1.01, 0.99, 1.00, 1.01};

    private static List<Caveat> of(Scenario scenario, Map<String, String> environment, double... seconds) {
        return caveats(samples(scenario, environment, seconds)).getFirst();
    }

    private static List<List<Caveat>> caveats(List<Sample> samples) {
        var scenarios = samples.stream()
                .map(sample -> sample.benchmark().scenario())
                .distinct()
                .toArray(Scenario[]::new);
        return Results.of(run(DONE, plan(6, 50), scenarios), samples).stream()
                .map(Result::caveats)
                .toList();
    }

    @Test
    void steadySamplesGiveNone() {
        assertThat(of(NATIVE, Map.of(), STEADY)).isEmpty();
    }

    @Test
    void tooFewAreTold() {
        assertThat(of(NATIVE, Map.of(), 1, 1, 1)).containsExactly(new Caveat.TooFewSamples(3, 6));
    }

    @Test
    void aMedianThatIsNotKnownWellIsToldWithHowManyItTakes() {
        assertThat(of(NATIVE, Map.of(), 0.9, 1, 1, 1, 1, 1.1))
                .containsExactly(new Caveat.NotPrecise(6, 0.10000000000000003, 0.05, 19));
        assertThat(new Caveat.NotPrecise(6, 0.1, 0.05, 18).message())
                .isEqualTo("The median is known to ±10 %, not to ±5 %.");
    }

    @Test
    void aSlowFirstSampleIsToldByItself() {
        var seconds = STEADY.clone();
        seconds[0] = 2;

        assertThat(of(NATIVE, Map.of(), seconds)).singleElement().satisfies(caveat -> {
            assertThat(caveat).isInstanceOf(Caveat.SlowFirstSample.class);
            assertThat(caveat.message()).contains("2.0 times");
        });
    }

    @Test
    void aFreakLaterIsAnOutlier() {
        var seconds = STEADY.clone();
        seconds[6] = 2;

        assertThat(of(NATIVE, Map.of(), seconds)).containsExactly(new Caveat.OutlyingSamples(1, 10));
    }

    @Test
    void creepingUpIsDrift() {
        var seconds = IntStream.range(0, 10).mapToDouble(i -> 1 + 0.012 * i).toArray();

        assertThat(of(NATIVE, Map.of(), seconds)).singleElement().satisfies(caveat -> {
            assertThat(caveat).isInstanceOf(Caveat.DriftInsideRun.class);
            assertThat(caveat.message()).contains("10 % slower in the course of the run (p < 0.001)");
        });
    }

    @Test
    void whoComesFirstAndTakesLongerIsAnOrderEffect() {
        // In every round the first takes a tenth longer, whichever it is.
        var samples = IntStream.range(0, 10)
                .boxed()
                .flatMap(round -> {
                    var first = round % 2 == 0 ? NATIVE : BIND_MOUNT;
                    var second = round % 2 == 0 ? BIND_MOUNT : NATIVE;
                    return Stream.of(
                            Examples.inRound(2 * round + 1, round + 2, first, 1.1 + round / 1000.0),
                            Examples.inRound(2 * round + 2, round + 2, second, 1.0 + round / 1000.0));
                })
                .toList();

        assertThat(caveats(samples))
                .allSatisfy(caveats -> assertThat(caveats)
                        .filteredOn(Caveat.OrderEffect.class::isInstance)
                        .singleElement()
                        .satisfies(caveat ->
                                assertThat(caveat.message()).contains("10 % longer than the others (p < 0.001)")));
    }

    @Test
    void aCommandBelowTheResolutionOfItsClockIsTold() {
        var samples = IntStream.rangeClosed(1, 6)
                .mapToObj(number ->
                        Examples.timed(number, NATIVE, new Timing("uptime", 0.01, 0.5, 0.6, 0.5, 0, List.of())))
                .toList();

        assertThat(caveats(samples).getFirst()).containsExactly(new Caveat.ClockTooCoarse(0.5, 0.01));
    }

    @Test
    void aClockThatWasSetIsTold() {
        var clock = new Failure(Failure.Category.CLOCK, Phase.COMMAND, "set");
        var samples = Stream.concat(samples(NATIVE, Map.of(), STEADY).stream(), Stream.of(failed(11, NATIVE, clock)))
                .toList();

        assertThat(caveats(samples).getFirst())
                .containsExactly(new Caveat.FailedSamples(1), new Caveat.ClockStepped(1));
    }

    @Test
    void aBusyHostIsToldFromHalfAProcessorOn() {
        assertThat(of(NATIVE, Map.of("busyCpus", "0.30", "cpus", "2"), STEADY)).isEmpty();
        assertThat(of(NATIVE, Map.of("busyCpus", "1.04", "cpus", "2"), STEADY))
                .containsExactly(new Caveat.LoadOnHost(1.04, "2"));
        assertThat(new Caveat.LoadOnHost(1.04, "2").message())
                .isEqualTo("1.0 of 2 CPUs were at work before the samples began.");
    }

    private static List<List<Caveat>> ofBoth(Map<String, String> first, Map<String, String> second) {
        var one = samples(NO_VOLUMES, first, STEADY);
        var other = samples(BIND_MOUNT, second, STEADY).stream()
                .map(sample ->
                        Examples.sample(sample.number() + 100, BIND_MOUNT, sample.seconds(), sample.environment()))
                .toList();
        return caveats(Stream.concat(one.stream(), other.stream()).toList());
    }

    @Test
    void unequalMachinesAreTold() {
        assertThat(ofBoth(
                        Map.of("cpus", "2", "memoryBytes", "2147483648"),
                        Map.of("cpus", "2", "memoryBytes", "2147483640")))
                .containsOnly(List.of());
        assertThat(ofBoth(Map.of("cpus", "2"), Map.of("cpus", "4")).getFirst())
                .containsExactly(new Caveat.UnequalResources("2 CPUs", "4 CPUs", "Linux"));
        assertThat(ofBoth(Map.of("memoryBytes", "2147483648"), Map.of("memoryBytes", "1073741824"))
                        .getFirst())
                .containsExactly(new Caveat.UnequalResources("2 GiB of memory", "1 GiB of memory", "Linux"));
    }

    @Test
    void enginesOfUnequalMemoryAreToldThoughTheirContainersAreAlike() {
        assertThat(ofBoth(
                                Map.of("memoryBytes", "1073741824", "engineMemoryBytes", "8589934592"),
                                Map.of("memoryBytes", "1073741824", "engineMemoryBytes", "2147483648"))
                        .getFirst())
                .containsExactly(new Caveat.UnequalResources(
                        "8 GiB of memory of the engine", "2 GiB of memory of the engine", "Linux"));
    }

    @Test
    void containersOfOthersAreTold() {
        assertThat(of(BIND_MOUNT, Map.of("otherContainers", "none"), STEADY)).isEmpty();
        assertThat(of(BIND_MOUNT, Map.of("otherContainers", "2 on linux, 1 on podman"), STEADY))
                .containsExactly(new Caveat.OtherContainers(List.of("2 on linux, 1 on podman")));
        assertThat(new Caveat.OtherContainers(List.of("2 on linux, 1 on podman", "1 on podman")).message())
                .isEqualTo("Other containers were running meanwhile: 2 on linux, 1 on podman; 1 on podman.");
    }

    @Test
    void anEmulatedPlatformIsTold() {
        assertThat(of(BIND_MOUNT, Map.of("machine", "x86_64", "engineArchitecture", "amd64"), STEADY))
                .isEmpty();
        assertThat(of(BIND_MOUNT, Map.of("machine", "x86_64", "engineArchitecture", "aarch64"), STEADY))
                .containsExactly(new Caveat.EmulatedPlatform("x86_64", "aarch64"));
    }

    @Test
    void batteryIsTold() {
        assertThat(of(NATIVE, Map.of("power", "mains"), STEADY)).isEmpty();
        assertThat(of(NATIVE, Map.of("power", "battery"), STEADY)).containsExactly(new Caveat.OnBattery());
    }

    @Test
    void everyCaveatGivesAdvice() {
        var all = List.of(
                new Caveat.TooFewSamples(3, 6),
                new Caveat.NotPrecise(3, null, 0.05, 3),
                new Caveat.SlowFirstSample(2, 0),
                new Caveat.SlowFirstSample(2, 1),
                new Caveat.OutlyingSamples(1, 10),
                new Caveat.DriftInsideRun(-0.1, 0.004),
                new Caveat.OrderEffect(-0.1, 0.004),
                new Caveat.ClockTooCoarse(0.5, 0.01),
                new Caveat.FailedSamples(1),
                new Caveat.ClockStepped(2),
                new Caveat.LeakedResources(List.of("volume v")),
                new Caveat.OtherSoftware("node v20", "node v22"),
                new Caveat.LoadOnHost(1, "2"),
                new Caveat.UnequalResources("2 CPUs", "4 CPUs", "Lima"),
                new Caveat.OtherContainers(List.of("1 on podman")),
                new Caveat.EmulatedPlatform("x86_64", "aarch64"),
                new Caveat.OnBattery(),
                new Caveat.SamplesRemoved("2026-11-23T00:45:12Z"));

        assertThat(all).allSatisfy(caveat -> {
            assertThat(caveat.message()).matches("[A-Z0-9].*[.?]").doesNotContain("null");
            assertThat(caveat.advice()).endsWith(".");
        });
        assertThat(all.stream().map(Caveat::getClass).distinct()).hasSize(Caveat.class.getPermittedSubclasses().length);
    }
}
