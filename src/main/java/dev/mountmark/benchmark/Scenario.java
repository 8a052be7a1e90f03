package dev.mountmark.benchmark;

import java.util.List;
import java.util.Optional;

/// Where the work's files live.
public sealed interface Scenario {
    /// Every scenario, in the order of the article's table.
    List<Scenario> ALL = List.of(new Native(), new NoVolumes(), new BindMountVolume(), new BindMount());

    /// The label used in requests, series, metrics and reports.
    String label();

    /// The test type as a table prints it.
    String title();

    /// One sentence for people who choose.
    String description();

    /// Whether files lie in a folder of the host that the container sees.
    boolean sharesFolder();

    static Optional<Scenario> labelled(String label) {
        return ALL.stream().filter(scenario -> scenario.label().equals(label)).findFirst();
    }

    /// On the host itself, without a container.
    record Native() implements Scenario {
        @Override
        public String label() {
            return "native";
        }

        @Override
        public String title() {
            return "Native";
        }

        @Override
        public String description() {
            return "On the host, in a folder of the work directory, without a container.";
        }

        @Override
        public boolean sharesFolder() {
            return false;
        }
    }

    /// In the container's own layer.
    record NoVolumes() implements Scenario {
        @Override
        public String label() {
            return "no-volumes";
        }

        @Override
        public String title() {
            return "No volumes";
        }

        @Override
        public String description() {
            return "In the container's own layer: nothing is mounted.";
        }

        @Override
        public boolean sharesFolder() {
            return false;
        }
    }

    /// A folder of the host, with a volume where most files are written.
    record BindMountVolume() implements Scenario {
        @Override
        public String label() {
            return "bind-mount-volume";
        }

        @Override
        public String title() {
            return "Bind mount + volume";
        }

        @Override
        public String description() {
            return "A folder of the host is mounted, with a volume at the path where most files are written.";
        }

        @Override
        public boolean sharesFolder() {
            return true;
        }
    }

    /// A folder of the host.
    record BindMount() implements Scenario {
        @Override
        public String label() {
            return "bind-mount";
        }

        @Override
        public String title() {
            return "Bind mount";
        }

        @Override
        public String description() {
            return "A folder of the host is mounted, and everything is written there.";
        }

        @Override
        public boolean sharesFolder() {
            return true;
        }
    }
}
