package dev.mountmark.benchmark;

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
    record LeakedResources(java.util.List<String> things) implements Caveat {
        public LeakedResources {
            things = java.util.List.copyOf(things);
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
}
