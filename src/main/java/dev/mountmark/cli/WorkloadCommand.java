package dev.mountmark.cli;

import dev.mountmark.benchmark.BuiltImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What there is of a workload besides its times.
@Command(
        name = "workload",
        description = "Have what a workload needs ready.",
        customSynopsis = "mountmark workload COMMAND [OPTION ...]",
        commandListHeading = "%nCommands:%n",
        subcommands = WorkloadCommand.Image.class)
final class WorkloadCommand {
    /// Has a workload's image ready, for a cluster that builds none.
    @Command(
            name = "image",
            description = "Have the image of a workload ready in a container engine; print its name, its id and the"
                    + " setting for a cluster that has loaded it.",
            customSynopsis = "mountmark workload image [OPTION ...] NAME",
            usageHelpAutoWidth = true)
    static final class Image implements Task {
        /// By what is asked for.
        private static final Map<String, String> WORDS = Map.of("workload", "NAME", "runtime", "--runtime");

        @Parameters(paramLabel = "NAME", description = "Of the workload: npm-install, ...")
        private String workload = "";

        @Option(
                names = {"-r", "--runtime"},
                paramLabel = "SLUG",
                description = "The container engine that makes it (mountmark runtimes lists them); the first on this"
                        + " machine if absent.")
        private @Nullable String runtime;

        @Option(
                names = "--export",
                paramLabel = "FILE",
                description = "Write it to a tar besides, for ctr images import or docker load.")
        private @Nullable Path file;

        @Override
        public int with(Service service, Terminal terminal) throws IOException, Refused {
            check();
            var image = ready(service, terminal);
            terminal.out().println(image.name());
            terminal.out().println(image.id());
            terminal.out().println("mountmark.kubernetes.images." + workload + "=" + image.loadedName());
            return 0;
        }

        private BuiltImage ready(Service service, Terminal terminal) throws IOException, Refused {
            try {
                return service.workloadImage(
                        workload, Optional.ofNullable(runtime), Optional.ofNullable(file), terminal::progress);
            } catch (Refused e) {
                throw e.inWords(WORDS);
            } finally {
                terminal.endOfProgress();
            }
        }

        /// Before minutes have gone into an image. What is no file, as a device, must not be replaced by one.
        private void check() throws Refused {
            if (file == null) {
                return;
            }
            var folder = file.toAbsolutePath().getParent();
            if (folder == null || !Files.isWritable(folder) || (Files.exists(file) && !Files.isRegularFile(file))) {
                throw Refused.usage("--export: expected a file in a folder that can be written, got " + file);
            }
        }
    }
}
