package dev.mountmark.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mountmark.api.DirectCalls;
import dev.mountmark.api.ForeignQuery;
import dev.mountmark.api.Problem;
import dev.mountmark.benchmark.BuiltImage;
import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.InvalidRequestException;
import dev.mountmark.benchmark.MeasuringException;
import dev.mountmark.history.HistoryException;
import dev.mountmark.run.WorkloadImages;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Does the work itself, with the data folder in its hands.
///
/// @param calls of the API, without HTTP
/// @param images of workloads
record ThisProcess(DirectCalls calls, WorkloadImages images) implements Service {
    private static final int BAD_REQUEST = 400;
    private static final int UNAVAILABLE = 503;

    @Override
    public JsonNode measure(byte[] request, OutputStream transcript) throws IOException, Refused {
        return answer(() -> calls.measure(request, transcript));
    }

    @Override
    public JsonNode runs(Set<String> states, int limit) throws IOException, Refused {
        return answer(() -> calls.runs(states, limit));
    }

    @Override
    public byte[] report(String id, String suffix) throws IOException, Refused {
        return answer(() -> calls.report(id, suffix));
    }

    @Override
    public byte[] comparison(String before, String after, String suffix) throws IOException, Refused {
        return answer(() -> calls.comparison(before, after, suffix));
    }

    @Override
    public JsonNode importHyperfine(byte[] file, ForeignQuery query) throws IOException, Refused {
        return answer(() -> calls.importHyperfine(file, query));
    }

    @Override
    public JsonNode importCsv(byte[] file, ForeignQuery query) throws IOException, Refused {
        return answer(() -> calls.importCsv(file, query));
    }

    @Override
    public JsonNode series(Set<String> states) throws IOException, Refused {
        return answer(() -> calls.series(states));
    }

    @Override
    public JsonNode runtimes(List<String> probe) throws IOException, Refused {
        return answer(() -> calls.runtimes(probe));
    }

    @Override
    public BuiltImage workloadImage(
            String workload, Optional<String> runtime, Optional<Path> file, Consumer<String> progress)
            throws IOException, Refused {
        return answer(() -> {
            try {
                return images.ready(workload, runtime, file, progress);
            } catch (MeasuringException e) {
                throw new Refused(UNAVAILABLE, words(e.failure()));
            } catch (InterruptedException e) {
                throw new IOException("stopped before the image was ready", e);
            }
        });
    }

    private static String words(Failure failure) {
        return Stream.concat(Stream.of(failure.message()), failure.lastLines().stream())
                .collect(Collectors.joining("\n  "));
    }

    private interface Call<T> {
        T answer() throws IOException, Refused;
    }

    private static <T> T answer(Call<T> call) throws IOException, Refused {
        try {
            return call.answer();
        } catch (Problem e) {
            throw new Refused(e.status(), String.valueOf(e.getMessage()));
        } catch (InvalidRequestException e) {
            throw new Refused(BAD_REQUEST, e.field() + ": " + e.problem());
        } catch (HistoryException e) {
            throw new Refused(UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }
}
