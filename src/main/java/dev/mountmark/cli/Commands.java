package dev.mountmark.cli;

import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntBiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/// All commands, and what becomes of words that are none.
@Command(
        name = "mountmark",
        description = "Measures how fast containers work with files, and keeps the results.",
        synopsisHeading = "Usage: ",
        customSynopsis = "mountmark [-Dsetting=value ...] [COMMAND] [OPTION ...]",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        subcommands = {
            RunCommand.class,
            ReportCommand.class,
            CompareCommand.class,
            RuntimesCommand.class,
            SeriesCommand.class,
            JudgeCommand.class,
            ImportCommand.class,
            WorkloadCommand.class,
            Commands.Serve.class,
            Commands.AskHealth.class
        },
        versionProvider = Commands.Version.class,
        footer = {
            "",
            "Without a command it serves. A command works through the service that holds the data folder, or by itself"
                    + " where there is none; then it opens no port.",
            "",
            "mountmark COMMAND --help tells its options.",
            "Exit codes: 0 done, 1 something failed, 2 not understood, 3 slower than compare may find, 130 or 143"
                    + " stopped."
        })
@SuppressWarnings("UnusedVariable") // that an option was given is enough: it is seen to before any command is
final class Commands {
    private static final int USAGE = CommandLine.ExitCode.USAGE;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Print this.")
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Print the version.")
    private boolean version;

    /// @param work does what a command asks for
    /// @return the exit code
    static int execute(List<String> words, Terminal terminal, ToIntBiFunction<Task, Terminal> work) {
        return commandLine(terminal)
                .setExecutionStrategy(parsed -> {
                    var helped = CommandLine.executeHelpRequest(parsed);
                    return helped == null ? execute(parsed, terminal, work) : helped;
                })
                .execute(asked(words).toArray(String[]::new));
    }

    /// `help run` is `run --help`.
    private static List<String> asked(List<String> words) {
        return words.getFirst().equals("help")
                ? Stream.concat(words.stream().skip(1), Stream.of("--help")).toList()
                : words;
    }

    static CommandLine commandLine(Terminal terminal) {
        return new CommandLine(new Commands())
                .setOut(new PrintWriter(terminal.out(), true, terminal.out().charset()))
                .setErr(new PrintWriter(terminal.err(), true, terminal.err().charset()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colours() ? Ansi.ON : Ansi.OFF))
                .setParameterExceptionHandler((problem, words) -> refused(problem, words, terminal));
    }

    private static int execute(ParseResult parsed, Terminal terminal, ToIntBiFunction<Task, Terminal> work) {
        var asked = last(parsed).commandSpec();
        var command = asked.userObject();
        if (command instanceof Task task) {
            return work.applyAsInt(task, terminal);
        }
        if (command instanceof JudgeCommand judge) {
            return Work.execute(() -> judge.print(terminal), terminal);
        }
        if (command instanceof AskHealth health) {
            return Health.ask(health.url == null ? List.of() : List.of(health.url), terminal.out(), terminal.err());
        }
        if (command instanceof Serve) {
            Quarkus.run();
            return 0;
        }
        throw new ParameterException(asked.commandLine(), "expected a command");
    }

    private static ParseResult last(ParseResult parsed) {
        return parsed.hasSubcommand() ? last(parsed.subcommand()) : parsed;
    }

    /// One sentence, and where the rest is to be read: a page of help would hide it.
    private static int refused(ParameterException problem, String[] words, Terminal terminal) {
        var line = problem.getCommandLine();
        var message = new ArrayList<String>();
        var top = line.getParent() == null && problem instanceof UnmatchedArgumentException;
        message.add(top ? "expected a command, got " + words[0] : problem.getMessage());
        if (problem instanceof UnmatchedArgumentException unmatched
                && unmatched.getSuggestions() instanceof List<String> close
                && !close.isEmpty()) {
            message.add("did you mean " + String.join(" or ", close));
        }
        message.add("see " + line.getCommandSpec().qualifiedName() + " --help");
        terminal.tell(String.join("; ", message));
        return USAGE;
    }

    /// Known here for `help`; it is begun without this.
    @Command(name = "serve", description = "Run the service until it is asked to end.")
    static final class Serve {}

    @Command(name = "health", description = "Ask a service on this machine whether it is ready.")
    static final class AskHealth {
        @Parameters(
                arity = "0..1",
                paramLabel = "URL",
                description = "Where it listens; http://127.0.0.1:8080, or the port that is set, if absent.")
        private @Nullable String url;
    }

    /// As the build had it.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            try (var stream = Version.class.getResourceAsStream("version.txt")) {
                if (stream == null) {
                    throw new IllegalStateException("version.txt is missing beside " + Version.class);
                }
                return new String[] {"mountmark " + new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip()};
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
