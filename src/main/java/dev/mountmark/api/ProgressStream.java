package dev.mountmark.api;

import dev.mountmark.benchmark.Run;
import dev.mountmark.history.StoredEvent;
import dev.mountmark.report.ProgressText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Writes a run's progress as lines for a terminal.
final class ProgressStream implements Following.Listener {
    /// Below the half hour after which the server closes a connection on which nothing is said.
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);

    private final OutputStream out;
    private final ProgressText progress;
    private final Duration step;
    private Duration silence = Duration.ZERO;

    /// @param step how long one silence is
    ProgressStream(OutputStream out, Run run, Duration step) {
        this.out = out;
        this.progress = new ProgressText(run);
        this.step = step;
    }

    @Override
    public void event(StoredEvent event) throws IOException {
        silence = Duration.ZERO;
        var line = progress.line(event.event());
        if (line.isPresent()) {
            write(line.get() + "\n");
        }
    }

    @Override
    public void silence() throws IOException {
        silence = silence.plus(step);
        if (silence.compareTo(LONGEST_SILENCE) >= 0) {
            silence = Duration.ZERO;
            write("no news for " + LONGEST_SILENCE.toMinutes() + " min, still waiting\n");
        }
    }

    /// The table at the end.
    void report(String report) throws IOException {
        write("\n" + report);
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
