package dev.mountmark.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mountmark.benchmark.InvalidRequestException;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.history.EventShapes.ExclusionShape;
import dev.mountmark.history.Shapes.BenchmarkShape;
import dev.mountmark.history.Shapes.FailureShape;
import dev.mountmark.history.Shapes.PlanShape;
import dev.mountmark.history.Shapes.TimingShape;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A history as text, a JSON object on each line: first what it is, then the runs, then the verdicts. The same history
/// is the same text, whatever database it came from.
final class HistoryLines {
    static final String FORMAT = "mountmark-history";
    static final int VERSION = 1;

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private HistoryLines() {}

    static JsonNode tree(String text) {
        try {
            return STRICT.readTree(text);
        } catch (JsonProcessingException problem) {
            throw new InvalidRequestException("", "expected JSON: " + said(problem));
        }
    }

    /// The value of the field `type`, read without the rest; `none` where there is no such field.
    static String type(byte[] line) {
        try (var parser = STRICT.createParser(line)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    var name = parser.currentName();
                    var value = parser.nextToken();
                    if (name.equals("type") && value.isScalarValue()) {
                        return parser.getText();
                    }
                    parser.skipChildren();
                }
            }
            return "none";
        } catch (JsonProcessingException problem) {
            throw new InvalidRequestException("", "expected JSON: " + said(problem));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// Without a tree in between, which would take ten times the line.
    ///
    /// @throws InvalidRequestException with the path of the field
    static <T> T read(byte[] line, Class<T> type) {
        try {
            return STRICT.readValue(line, type);
        } catch (JsonMappingException problem) {
            throw new InvalidRequestException(path(problem), "expected another value: " + said(problem));
        } catch (JsonProcessingException problem) {
            throw new InvalidRequestException("", "expected another value: " + said(problem));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String path(JsonMappingException problem) {
        return problem.getPath().stream()
                .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : "." + part.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    /// Without the parser's own settings, which it adds in brackets, and names of classes.
    private static String said(JsonProcessingException problem) {
        return problem.getOriginalMessage()
                .replaceFirst(" ?\\(.*", "")
                .replaceAll("`?dev\\.mountmark\\.[^ `]*`?", "this");
    }

    /// @param type `mountmark-history`
    @RegisterForReflection
    record HeadLine(String type, int version) {}

    @RegisterForReflection
    record RunLine(
            String type,
            String id,
            String instance,
            String host,
            StateShape state,
            String submittedAt,
            PlanShape plan,
            SortedMap<String, String> labels,
            @Nullable ExclusionShape exclusion,
            List<CellLine> benchmarks,
            List<SampleLine> samples,
            List<EventLine> events) {
        Run run() {
            return new Run(
                    new RunId(id),
                    state.state(),
                    labels,
                    plan.plan(),
                    Timestamps.instant(submittedAt),
                    host,
                    benchmarks.stream().map(CellLine::cell).toList(),
                    exclusion == null ? null : exclusion.exclusion());
        }
    }

    @RegisterForReflection
    record CellLine(BenchmarkShape benchmark, @Nullable FailureShape failure, SortedMap<String, Double> preparation) {
        Run.Cell cell() {
            return new Run.Cell(
                    benchmark.benchmark(),
                    Optional.ofNullable(failure).map(FailureShape::failure).orElse(null),
                    Shapes.phases(Shapes.text(preparation)));
        }
    }

    /// @param benchmark its place among those of the run, from 0
    @RegisterForReflection
    record SampleLine(
            int number,
            int benchmark,
            int round,
            boolean warmup,
            String startedAt,
            SortedMap<String, Double> phases,
            @Nullable TimingShape timing,
            SortedMap<String, String> environment,
            @Nullable FailureShape failure) {
        Sample sample(Run run) {
            if (benchmark < 0 || benchmark >= run.benchmarks().size()) {
                throw new InvalidRequestException(
                        "samples.benchmark",
                        "expected 0 to " + (run.benchmarks().size() - 1) + ", got " + benchmark);
            }
            return new Sample(
                    number,
                    run.benchmarks().get(benchmark).benchmark(),
                    round,
                    warmup,
                    Timestamps.instant(startedAt),
                    Shapes.phases(Shapes.text(phases)),
                    Optional.ofNullable(timing).map(TimingShape::timing).orElse(null),
                    environment,
                    Optional.ofNullable(failure).map(FailureShape::failure).orElse(null));
        }
    }

    @RegisterForReflection
    record EventLine(long number, String at, String kind, JsonNode body) {}

    @RegisterForReflection
    record VerdictLine(
            String type,
            SeriesLine series,
            String measure,
            long number,
            String run,
            String at,
            String kind,
            JsonNode body) {
        StoredVerdict verdict() {
            return new StoredVerdict(
                    Measure.worded(measure),
                    number,
                    new RunId(run),
                    Timestamps.instant(at),
                    SeriesShapes.said(kind, body.toString()));
        }
    }

    @RegisterForReflection
    record SeriesLine(
            String host, String runtime, String scenario, String workload, String workloadDigest, String cache) {}
}
