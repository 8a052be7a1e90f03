package dev.mountmark.cli;

import dev.mountmark.api.ApiSettings;
import dev.mountmark.api.DirectCalls;
import dev.mountmark.api.Token;
import dev.mountmark.history.FolderTakenException;
import dev.mountmark.run.WorkloadImages;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.smallrye.config.SmallRyeConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/// Finds who does the work of a command: this process when it gets hold of the data folder, else the service that has
/// it. Taking the folder is the only way to know, as another one may take it at any time.
@ApplicationScoped
@Unremovable
class Work implements QuarkusApplication {
    /// Commands say themselves what there is to say.
    private static final Map<String, String> QUIET =
            Map.of("quarkus.log.console.level", "WARN", "quarkus.log.console.stderr", "true");

    /// What this process was started for: the framework makes the object that does it.
    private static final AtomicReference<@Nullable Given> GIVEN = new AtomicReference<>();

    /// What a command does, whoever does it.
    interface Step {
        int exitCode() throws IOException, Refused;
    }

    private record Given(Task task, Terminal terminal) {}

    private final ThisProcess here;

    Work(DirectCalls calls, WorkloadImages images) {
        here = new ThisProcess(calls, images);
    }

    /// Ends the process with the exit code of the work when it is done in this process.
    ///
    /// @return the exit code
    static int begin(Task task, Terminal terminal) {
        GIVEN.set(new Given(task, terminal));
        System.setProperty("quarkus.http.host-enabled", "false");
        System.setProperty("quarkus.http.host", "127.0.0.1");
        QUIET.forEach((name, value) -> {
            if (!isSet(name)) {
                System.setProperty(name, value);
            }
        });
        var holder = new AtomicReference<@Nullable URI>();
        Quarkus.run(Work.class, (exitCode, failure) -> {
            var address = taken(failure).flatMap(FolderTakenException::address);
            if (address.isEmpty()) {
                end(exitCode, failure, terminal);
            }
            holder.set(address.orElseThrow());
        });
        var settings = ConfigProvider.getConfig().unwrap(SmallRyeConfig.class).getConfigMapping(ApiSettings.class);
        return execute(task, new OtherProcess(Objects.requireNonNull(holder.get()), Token.of(settings)), terminal);
    }

    @Override
    public int run(String... arguments) {
        if (ending()) {
            // Asked to before it had started, when nobody could be told.
            return 1;
        }
        var given = Objects.requireNonNull(GIVEN.get());
        return execute(given.task(), here, given.terminal());
    }

    static int execute(Task task, Service service, Terminal terminal) {
        return execute(() -> task.with(service, terminal), terminal);
    }

    /// Says what went wrong, if something did.
    ///
    /// @return the exit code
    static int execute(Step step, Terminal terminal) {
        try {
            return step.exitCode();
        } catch (Refused e) {
            return failed(e, e.usage() ? 2 : 1, terminal);
        } catch (IOException e) {
            return failed(e, 1, terminal);
        }
    }

    private static int failed(Exception problem, int exitCode, Terminal terminal) {
        if (!ending()) {
            terminal.tell(problem.getMessage() == null ? problem.toString() : problem.getMessage());
        }
        return exitCode;
    }

    /// Whether the process was asked to end: what fails then fails because of that, and the exit code is the signal's.
    private static boolean ending() {
        return ApplicationLifecycleManager.isVmShuttingDown();
    }

    /// @param failure why it did not start, absent when it did
    private static void end(int exitCode, @Nullable Throwable failure, Terminal terminal) {
        if (failure != null && !ending()) {
            var reason = causes(failure).reduce((_, cause) -> cause).orElse(failure);
            terminal.tell(reason.getMessage() == null ? reason.toString() : reason.getMessage());
        }
        System.exit(exitCode);
    }

    private static Optional<FolderTakenException> taken(@Nullable Throwable failure) {
        return causes(failure)
                .filter(FolderTakenException.class::isInstance)
                .map(FolderTakenException.class::cast)
                .findFirst();
    }

    private static Stream<Throwable> causes(@Nullable Throwable failure) {
        return failure == null ? Stream.empty() : Stream.concat(Stream.of(failure), causes(failure.getCause()));
    }

    private static boolean isSet(String name) {
        return System.getProperty(name) != null
                || System.getenv(name.replace('.', '_').toUpperCase(Locale.ROOT)) != null;
    }
}
