package dev.mountmark.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mountmark.benchmark.InvalidRequestException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What `hyperfine --export-json` writes; what it says besides these is made of the times and left out.
///
/// @param results one for each command
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
@Schema(name = "HyperfineFile", description = "What `hyperfine --export-json` writes; what else it says is ignored.")
public record HyperfineExport(
        @Schema(description = "One for each command, at most 100.") @JsonProperty(required = true)
        List<Command> results) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final int MOST_COMMANDS = 100;

    /// @throws InvalidRequestException when there is no command, too many of them, or two of one name
    public HyperfineExport {
        results = List.copyOf(results);
        if (results.isEmpty() || results.size() > MOST_COMMANDS) {
            throw new InvalidRequestException(
                    "results", "expected 1 to " + MOST_COMMANDS + " commands, got " + results.size());
        }
        var names = new HashSet<String>();
        for (var command : results) {
            if (!names.add(command.name())) {
                throw new InvalidRequestException(
                        "results.command",
                        "expected commands that differ in their letters and digits, got " + command.command()
                                + ", the second one that is called " + command.name()
                                + "; hyperfine --command-name gives another name");
            }
        }
    }

    /// @throws InvalidRequestException when it is not what hyperfine writes
    public static HyperfineExport read(byte[] text) {
        try {
            return JSON.readValue(text, HyperfineExport.class);
        } catch (JsonProcessingException problem) {
            if (problem.getCause() instanceof InvalidRequestException refused) {
                throw refused;
            }
            throw new InvalidRequestException(
                    "body",
                    "expected what hyperfine --export-json writes: "
                            + problem.getOriginalMessage()
                                    .replaceFirst(" ?\\(.*", "")
                                    .replaceAll("`dev\\.mountmark\\.[^`]*`", "this"));
        } catch (IOException problem) {
            throw new InvalidRequestException("body", "expected JSON: " + problem.getMessage());
        }
    }

    /// @param command as it was run, or its name where it was given one
    /// @param times seconds of each execution
    /// @param exitCodes in the same order, null for one that a signal ended; absent where all were 0
    /// @param parameters that make the command one of several, by name
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    @Schema(name = "HyperfineCommand", description = "A command and its times.")
    public record Command(
            @Schema(description = "As it was run, or its name where it was given one.", examples = "npm ci")
            @JsonProperty(required = true)
            String command,

            @Schema(description = "Seconds of each execution, 1 to 1000 of them.") @JsonProperty(required = true)
            List<Double> times,

            @Schema(description = "In the same order; only times of those that are 0 count.")
            @JsonProperty("exit_codes")
            @Nullable
            List<Integer> exitCodes,

            @Schema(description = "Parameters of the command, by name.") @Nullable
            SortedMap<String, String> parameters) {
        private static final int LONGEST_COMMAND = 2000;
        private static final int MOST_TIMES = 1000;

        /// @throws InvalidRequestException with the field that holds what it cannot
        public Command {
            if (command.length() > LONGEST_COMMAND || !command.matches("(?s).*[a-zA-Z0-9].*")) {
                throw new InvalidRequestException(
                        "results.command",
                        "expected at most " + LONGEST_COMMAND + " characters with a letter or digit, got "
                                + (command.length() > LONGEST_COMMAND ? command.length() : "\"" + command + "\""));
            }
            times = List.copyOf(times);
            if (times.isEmpty() || times.size() > MOST_TIMES) {
                throw new InvalidRequestException(
                        "results.times", "expected 1 to " + MOST_TIMES + " of " + command + ", got " + times.size());
            }
            times.stream()
                    .filter(seconds -> !(seconds >= 0 && seconds < Double.POSITIVE_INFINITY))
                    .findFirst()
                    .ifPresent(wrong -> {
                        throw new InvalidRequestException(
                                "results.times", "expected seconds, at least 0, got " + wrong);
                    });
            if (exitCodes != null && exitCodes.size() != times.size()) {
                throw new InvalidRequestException(
                        "results.exit_codes",
                        "expected one for each of the " + times.size() + " times, got " + exitCodes.size());
            }
            exitCodes = exitCodes == null
                    ? Collections.nCopies(times.size(), 0)
                    : Collections.unmodifiableList(new ArrayList<>(exitCodes));
            parameters = parameters == null
                    ? Collections.emptySortedMap()
                    : Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        }

        /// The name of its workload: `hyperfine-npm-ci`.
        String name() {
            return ForeignRun.name("hyperfine-", command);
        }
    }
}
