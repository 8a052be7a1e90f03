package dev.mountmark.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.report.TextReport;
import dev.mountmark.run.Runs;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/// Answers that go on as long as a run does.
final class Streams {
    private Streams() {}

    /// Neither kept by caches nor held back by proxies.
    static Response open(Response.ResponseBuilder answer, String mediaType, StreamingOutput stream) {
        return answer.type(mediaType + ";charset=UTF-8")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Accel-Buffering", "no")
                .entity(stream)
                .build();
    }

    /// Lines, and the table at the end.
    static void progress(Runs runs, Duration keepAlive, Run run, OutputStream out) throws IOException {
        var stream = new ProgressStream(out, run, keepAlive);
        new Following(runs, keepAlive).follow(run.id(), 0, stream);
        var ended = runs.find(run.id()).orElse(run);
        stream.report(TextReport.of(ended, runs.results(ended)));
    }

    /// Server-Sent Events.
    static void events(Runs runs, Duration keepAlive, RunId id, long after, ObjectMapper json, OutputStream out)
            throws IOException {
        new Following(runs, keepAlive).follow(id, after, new EventStream(out, json));
    }
}
