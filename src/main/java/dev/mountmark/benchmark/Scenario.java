package dev.mountmark.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where the work's files live. A parameter is part of the label, behind a colon, so that each value has series of its
/// own.
public sealed interface Scenario {
    /// The article's, in the order of its table: what is measured when nothing else is asked for.
    List<Scenario> ARTICLE = List.of(new Native(), new NoVolumes(), new BindMountVolume(), new BindMount());

    /// Every scenario that needs no name of somebody else's: the article's, then ours. A runtime may
    /// offer more, one [PersistentVolume] for each of its storage classes.
    List<Scenario> ALL = Stream.concat(
                    ARTICLE.stream(),
                    Stream.of(
                            new Volume(),
                            new Tmpfs(),
                            new NfsVolume(),
                            new RelaxedBindMount(Consistency.CACHED),
                            new RelaxedBindMount(Consistency.DELEGATED)))
            .toList();

    /// The label used in requests, series, metrics and reports.
    String label();

    /// The test type as a table prints it.
    String title();

    /// One sentence for people who choose.
    String description();

    /// Whether files lie in a folder of the host that the container sees.
    boolean sharesFolder();

    /// Why [Cache#COLD] would be a false word there, as a sentence with the way out; empty where it is not.
    ///
    /// Static, since with a method of its own this type could not be initialised by two threads at once.
    static Optional<String> warmOnly(Scenario scenario) {
        return switch (scenario) {
            case Native _,
                    NoVolumes _,
                    BindMountVolume _,
                    BindMount _,
                    Volume _,
                    RelaxedBindMount _,
                    PersistentVolume _ -> Optional.empty();
            case Tmpfs _ ->
                Optional.of("cache=cold: expected scenarios whose files lie on a disk, got tmpfs, whose files are never"
                        + " anywhere but in memory; take cache=warm");
            case NfsVolume _ ->
                Optional.of("cache=cold: expected scenarios whose caches are all on this host, got nfs-volume, whose"
                        + " server has its own; take cache=warm");
        };
    }

    static Optional<Scenario> labelled(String label) {
        return ALL.stream()
                .filter(scenario -> scenario.label().equals(label))
                .findFirst()
                .or(() -> PersistentVolume.labelled(label));
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

    /// A volume of the engine.
    record Volume() implements Scenario {
        @Override
        public String label() {
            return "volume";
        }

        @Override
        public String title() {
            return "Volume";
        }

        @Override
        public String description() {
            return "In a volume of the engine, made for the sample.";
        }

        @Override
        public boolean sharesFolder() {
            return false;
        }
    }

    /// The container's memory.
    record Tmpfs() implements Scenario {
        @Override
        public String label() {
            return "tmpfs";
        }

        @Override
        public String title() {
            return "Tmpfs";
        }

        @Override
        public String description() {
            return "In memory: a tmpfs of the container, which counts as memory that it uses.";
        }

        @Override
        public boolean sharesFolder() {
            return false;
        }
    }

    /// A folder on an NFS server, which the engine mounts as a volume.
    record NfsVolume() implements Scenario {
        @Override
        public String label() {
            return "nfs-volume";
        }

        @Override
        public String title() {
            return "NFS volume";
        }

        @Override
        public String description() {
            return "On the NFS server of mountmark.nfs, mounted by the engine as a volume.";
        }

        @Override
        public boolean sharesFolder() {
            return false;
        }
    }

    /// A folder of the host, of which the two sides may disagree for a moment.
    ///
    /// @param consistency how far
    record RelaxedBindMount(Consistency consistency) implements Scenario {
        @Override
        public String label() {
            return "bind-mount:" + consistency.word();
        }

        @Override
        public String title() {
            return "Bind mount (" + consistency.word() + ")";
        }

        @Override
        public String description() {
            return "As bind-mount, with the option " + consistency.word() + " of Docker Desktop for Mac.";
        }

        @Override
        public boolean sharesFolder() {
            return true;
        }
    }

    /// A volume that a cluster makes for a claim, of one of its storage classes.
    ///
    /// @param storageClass by the name that the cluster knows it by
    /// @param access who may mount it
    record PersistentVolume(String storageClass, Access access) implements Scenario {
        private static final String WORD = "persistent-volume";
        private static final Pattern FORM =
                Pattern.compile(WORD + ":([a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?)(?::([A-Za-z]+))?");

        public PersistentVolume {
            if (!FORM.matcher(WORD + ":" + storageClass).matches()) {
                throw new IllegalArgumentException("storage class: expected a name of lower-case letters, digits, dots"
                        + " and dashes, got " + storageClass);
            }
        }

        static Optional<Scenario> labelled(String label) {
            var parts = FORM.matcher(label);
            if (!parts.matches()) {
                return Optional.empty();
            }
            return Access.named(parts.group(3)).map(access -> new PersistentVolume(parts.group(1), access));
        }

        /// `persistent-volume:standard`; any other access than that of one node is named behind it.
        @Override
        public String label() {
            return WORD + ":" + storageClass + suffix();
        }

        @Override
        public String title() {
            return "Persistent volume (" + storageClass + suffix() + ")";
        }

        private String suffix() {
            return access == Access.READ_WRITE_ONCE ? "" : ":" + access.word();
        }

        @Override
        public String description() {
            return "On a volume that the cluster makes for a claim of the storage class " + storageClass + ", "
                    + access.word() + ".";
        }

        @Override
        public boolean sharesFolder() {
            return false;
        }
    }

    /// Who may mount a persistent volume.
    enum Access {
        /// One node.
        READ_WRITE_ONCE("ReadWriteOnce"),
        /// One pod.
        READ_WRITE_ONCE_POD("ReadWriteOncePod"),
        /// Several nodes.
        READ_WRITE_MANY("ReadWriteMany");

        private final String word;

        Access(String word) {
            this.word = word;
        }

        /// The word that clusters use.
        public String word() {
            return word;
        }

        private static Optional<Access> named(@Nullable String word) {
            return word == null
                    ? Optional.of(READ_WRITE_ONCE)
                    : Arrays.stream(values())
                            .filter(access -> access.word.equals(word))
                            .findFirst();
        }
    }

    /// Who of the two sides of a mount may be behind.
    enum Consistency {
        /// The container.
        CACHED,
        /// The host.
        DELEGATED;

        /// The word that engines and labels use.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
