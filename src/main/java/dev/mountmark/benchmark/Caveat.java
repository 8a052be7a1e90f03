package dev.mountmark.benchmark;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A reason to distrust a result, with advice.
public sealed interface Caveat {
    /// From a closed list, for programs and metrics.
    String code();

    /// What was found.
    String message();

    /// What to do about it.
    String advice();

    /// @param counted samples that count
    /// @param wanted by the plan
    record TooFewSamples(int counted, int wanted) implements Caveat {
        @Override
        public String code() {
            return "too-few-samples";
        }

        @Override
        public String message() {
            return counted + " of at least " + wanted + " samples were taken.";
        }

        @Override
        public String advice() {
            return "Raise plan.timeLimit, or look at the failures of the missing samples.";
        }
    }

    /// @param failed counted rounds in which this benchmark failed
    record FailedSamples(int failed) implements Caveat {
        @Override
        public String code() {
            return "failed-samples";
        }

        @Override
        public String message() {
            return failed + (failed == 1 ? " sample" : " samples") + " failed and are not in the figures.";
        }

        @Override
        public String advice() {
            return "Read the failure of each in the run's samples.";
        }
    }

    /// @param here the software of this result
    /// @param there that of the others
    record OtherSoftware(String here, String there) implements Caveat {
        @Override
        public String code() {
            return "other-software";
        }

        @Override
        public String message() {
            return "Other software than in the containers: " + here + " here, " + there + " there.";
        }

        @Override
        public String advice() {
            return "Install the same versions on the host, or set the base image to one that has them; no ratio to"
                    + " native is given until then.";
        }
    }

    /// @param things that could not be removed, by name
    record LeakedResources(List<String> things) implements Caveat {
        public LeakedResources {
            things = List.copyOf(things);
        }

        @Override
        public String code() {
            return "leaked-resources";
        }

        @Override
        public String message() {
            return "Could not be removed: " + String.join(", ", things) + ".";
        }

        @Override
        public String advice() {
            return "They are tried again after the run and at the next start; remove them by hand if they stay.";
        }
    }

    /// @param counted samples that count
    /// @param reached half-width of the median's interval as a share of it, absent where n carries no interval
    /// @param wanted by the plan
    /// @param missing about how many more samples it takes
    record NotPrecise(int counted, @Nullable Double reached, double wanted, int missing) implements Caveat {
        @Override
        public String code() {
            return "not-precise";
        }

        @Override
        public String message() {
            return (reached == null
                            ? "The median has no interval yet: that takes six samples, and there are " + counted
                            : "The median is known to ±" + Figures.percent(reached) + ", not to ±"
                                    + Figures.percent(wanted))
                    + ".";
        }

        @Override
        public String advice() {
            return "About " + missing + " more " + (missing == 1 ? "sample" : "samples")
                    + " would do: raise plan.maximumSamples or plan.timeLimit, or ask for a lower precision.";
        }
    }

    /// @param times how many times as long as the median it took
    /// @param warmups rounds before it that are not counted
    record SlowFirstSample(double times, int warmups) implements Caveat {
        @Override
        public String code() {
            return "slow-first-sample";
        }

        @Override
        public String message() {
            return "The first counted sample took %s times as long as the median: a cache was cold?"
                    .formatted(Figures.rough(times));
        }

        @Override
        public String advice() {
            return warmups == 0
                    ? "Ask for a warm-up round (plan.warmupRounds)."
                    : "Ask for more warm-up rounds (plan.warmupRounds) than " + warmups
                            + ", or for cold caches in every sample (plan.cache).";
        }
    }

    /// @param count samples far from the others, by modified z-score and by Tukey's fences
    /// @param of all that count
    record OutlyingSamples(int count, int of) implements Caveat {
        @Override
        public String code() {
            return "outliers";
        }

        @Override
        public String message() {
            return count + " of " + of + " samples " + (count == 1 ? "lies" : "lie")
                    + " far from the others: something else was running?";
        }

        @Override
        public String advice() {
            return "Close other programs and measure again; all are in the figures, and the median hardly moves.";
        }
    }

    /// @param relativeChange from the first sample to the last, as a share of the median; positive where it got slower
    /// @param pValue of the Mann-Kendall test
    record DriftInsideRun(double relativeChange, double pValue) implements Caveat {
        @Override
        public String code() {
            return "drift-inside-run";
        }

        @Override
        public String message() {
            return "It got %s %s in the course of the run (%s)."
                    .formatted(
                            Figures.percent(Math.abs(relativeChange)),
                            relativeChange > 0 ? "slower" : "faster",
                            Figures.pValue(pValue));
        }

        @Override
        public String advice() {
            return "Let the machine come to rest (heat, a filling disk?): plan.coolDown between rounds, or plan.warmupRounds.";
        }
    }

    /// @param relativeChange of the first in a round to the others, as a share; positive where the first is slower
    /// @param pValue of Kendall's test of place and time
    record OrderEffect(double relativeChange, double pValue) implements Caveat {
        @Override
        public String code() {
            return "order-effect";
        }

        @Override
        public String message() {
            return "Whoever came first in a round took %s %s than the others (%s)."
                    .formatted(
                            Figures.percent(Math.abs(relativeChange)),
                            relativeChange > 0 ? "longer" : "less",
                            Figures.pValue(pValue));
        }

        @Override
        public String advice() {
            return "The order is drawn anew in each round, so that it favours none; it still widens the intervals:"
                    + " plan.coolDown between rounds may help.";
        }
    }

    /// @param medianSeconds of the command
    /// @param resolutionSeconds of the clock next to it
    record ClockTooCoarse(double medianSeconds, double resolutionSeconds) implements Caveat {
        @Override
        public String code() {
            return "clock-too-coarse";
        }

        @Override
        public String message() {
            return "The command takes %s s, less than a hundred ticks of its clock of %s s."
                    .formatted(Figures.rough(medianSeconds), Figures.rough(resolutionSeconds));
        }

        @Override
        public String advice() {
            return "Let the workload do more at once.";
        }
    }

    /// @param samples that failed because of it
    record ClockStepped(int samples) implements Caveat {
        @Override
        public String code() {
            return "clock-stepped";
        }

        @Override
        public String message() {
            return "In " + samples + (samples == 1 ? " sample" : " samples")
                    + " the clock was set, or the machine slept; they are not in the figures.";
        }

        @Override
        public String advice() {
            return "Measure while nobody sets the clock and the machine stays awake.";
        }
    }

    /// @param busyCpus processors that were at work before the samples began, the median of the counted samples
    /// @param cpus that there are, in words
    record LoadOnHost(double busyCpus, String cpus) implements Caveat {
        /// Its name on samples.
        public static final String FACT = "busyCpus";

        @Override
        public String code() {
            return "load-on-host";
        }

        @Override
        public String message() {
            return "%s of %s CPUs were at work before the samples began.".formatted(Figures.rough(busyCpus), cpus);
        }

        @Override
        public String advice() {
            return "Find out what else runs on this machine, stop it, and measure again.";
        }
    }

    /// @param here what this benchmark may use
    /// @param there what another of the same workload may use
    /// @param where that other one ran
    record UnequalResources(String here, String there, String where) implements Caveat {
        @Override
        public String code() {
            return "unequal-resources";
        }

        @Override
        public String message() {
            return "Unequal machines: " + here + " here, " + there + " on " + where + ".";
        }

        @Override
        public String advice() {
            return "Give both the same in the settings of the runtime, or compare each with itself only.";
        }
    }

    /// @param containers of others, by engine: `2 on podman`
    record OtherContainers(List<String> containers) implements Caveat {
        /// The name of the fact of a sample in which this stands.
        public static final String FACT = "otherContainers";

        /// The value of that fact where there are no others, which is not the same as not knowing.
        public static final String NONE = "none";

        public OtherContainers {
            containers = List.copyOf(containers);
        }

        @Override
        public String code() {
            return "other-containers";
        }

        @Override
        public String message() {
            return "Other containers were running meanwhile: " + String.join("; ", containers) + ".";
        }

        @Override
        public String advice() {
            return "Stop them, and engines that are not measured, and measure again.";
        }
    }

    /// @param machine that the work saw
    /// @param engine what the engine runs on
    record EmulatedPlatform(String machine, String engine) implements Caveat {
        @Override
        public String code() {
            return "emulated-platform";
        }

        @Override
        public String message() {
            return "The image is for " + machine + ", the engine runs on " + engine
                    + ": every instruction is emulated.";
        }

        @Override
        public String advice() {
            return "Set a base image for " + engine + ".";
        }
    }

    /// The machine saves power.
    record OnBattery() implements Caveat {
        @Override
        public String code() {
            return "on-battery";
        }

        @Override
        public String message() {
            return "The machine ran on battery.";
        }

        @Override
        public String advice() {
            return "Plug it in, and measure again: on battery it may be slower at its own will.";
        }
    }

    /// @param at when, by RFC 3339
    record SamplesRemoved(String at) implements Caveat {
        /// Its name on samples.
        public static final String FACT = "samplesRemovedAt";

        @Override
        public String code() {
            return "samples-removed";
        }

        @Override
        public String message() {
            return "Its raw samples were removed at " + at
                    + "; their times are left, and what was true of the newest one.";
        }

        @Override
        public String advice() {
            return "The figures are what they were. Set mountmark.retention.samples to a longer time for the next ones.";
        }
    }
}
