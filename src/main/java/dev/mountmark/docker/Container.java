package dev.mountmark.docker;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Failure.Category;
import dev.mountmark.benchmark.MeasuringException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/// A container in which commands are run one after the other.
final class Container {
    private static final Logger LOG = Logger.getLogger(Container.class);
    /// Killing is at once, where the engine answers at all.
    private static final Duration KILL = Duration.ofSeconds(5);

    private static final String OUT_OF_MEMORY = ", out of memory";

    private final Engine engine;
    private final String id;

    private Container(Engine engine, String id) {
        this.engine = engine;
        this.id = id;
    }

    static Container create(Engine engine, ContainerPlan plan, Step step)
            throws MeasuringException, InterruptedException {
        return new Container(
                engine, engine.call(step, client -> plan.request(client).exec().getId()));
    }

    void start(Step step) throws MeasuringException, InterruptedException {
        engine.call(step, client -> client.startContainerCmd(id).exec());
    }

    /// What a command answered.
    ///
    /// @param output what it printed
    /// @param exitCode how it ended
    /// @param outsideSeconds from the request to the end of its output
    record Answer(String output, long exitCode, double outsideSeconds) {}

    /// Runs a command. On an interrupt or a missed deadline everything in the container is killed: whatever
    /// ran there is of no use any more.
    Answer run(Step step, Map<String, String> environment, List<String> command)
            throws MeasuringException, InterruptedException {
        try {
            return running(step, environment, command);
        } catch (InterruptedException e) {
            kill();
            throw e;
        } catch (MeasuringException e) {
            if (e.failure().category() == Category.DEADLINE) {
                kill();
            }
            throw e;
        }
    }

    private Answer running(Step step, Map<String, String> environment, List<String> command)
            throws MeasuringException, InterruptedException {
        var begin = System.nanoTime();
        var variables = environment.entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toList();
        var exec = engine.call(
                step,
                client -> client.execCreateCmd(id)
                        .withAttachStdout(true)
                        .withAttachStderr(true)
                        .withEnv(variables)
                        .withCmd(command.toArray(String[]::new))
                        .exec()
                        .getId());
        var parts = new ExecOutput();
        engine.stream(step, parts, client -> client.execStartCmd(exec).exec(parts));
        var end = engine.call(step, client -> client.inspectExecCmd(exec).exec());
        var exitCode = end.getExitCodeLong();
        if (exitCode == null || Boolean.TRUE.equals(end.isRunning())) {
            throw ended(step, "the container ended before the command did" + why());
        }
        if (exitCode != 0 && !wrapperError(parts.output())) {
            throw ended(
                    step,
                    "ended with exit code %d%s: %s"
                            .formatted(exitCode, why(), (parts.output() + parts.errors()).strip()));
        }
        return new Answer(parts.output(), exitCode, (parts.endedAt() - begin) / 1e9);
    }

    /// Those are read, and told, where the answer is.
    private static boolean wrapperError(String output) {
        return output.lines().anyMatch(line -> line.startsWith("error "));
    }

    private static MeasuringException ended(Step step, String message) {
        var category = message.contains(OUT_OF_MEMORY) ? Category.COMMAND : EngineFailures.category(message);
        return new MeasuringException(new Failure(category, step.phase(), step.words() + ": " + message));
    }

    private String why() throws InterruptedException {
        try {
            var state = engine.call(
                            new Step("ask how the container is", KILL),
                            client -> client.inspectContainerCmd(id).exec())
                    .getState();
            return Boolean.TRUE.equals(state.getRunning())
                    ? ""
                    : " (its process 1 ended with exit code %s%s)"
                            .formatted(
                                    state.getExitCodeLong(),
                                    Boolean.TRUE.equals(state.getOOMKilled()) ? OUT_OF_MEMORY : "");
        } catch (MeasuringException e) {
            return " (" + e.getMessage() + ")";
        }
    }

    private void kill() {
        try {
            engine.call(
                    new Step("stop the container", KILL),
                    client -> client.killContainerCmd(id).exec());
        } catch (MeasuringException e) {
            // Its removal is tried again and again; what is left then is told.
            LOG.debugf(e, "container %s", id);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
