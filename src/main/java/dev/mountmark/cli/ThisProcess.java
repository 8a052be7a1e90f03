package dev.mountmark.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mountmark.api.DirectCalls;
import dev.mountmark.api.ForeignQuery;
import dev.mountmark.api.Problem;
import dev.mountmark.benchmark.InvalidRequestException;
import dev.mountmark.history.HistoryException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;

/// Does the work itself, with the data folder in its hands.
///
/// @param calls of the API, without HTTP
record ThisProcess(DirectCalls calls) implements Service {
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

    private interface Call<T> {
        T answer() throws IOException;
    }

    private static <T> T answer(Call<T> call) throws IOException, Refused {
        try {
            return call.answer();
        } catch (Problem e) {
            throw new Refused(e.status(), String.valueOf(e.getMessage()));
        } catch (InvalidRequestException e) {
            throw new Refused(BAD_REQUEST, String.valueOf(e.getMessage()));
        } catch (HistoryException e) {
            throw new Refused(UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }
}
