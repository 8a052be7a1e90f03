package dev.mountmark.run;

import dev.mountmark.benchmark.Instance;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.history.HistoryExport;
import dev.mountmark.history.HistoryImport;
import dev.mountmark.history.HistoryImport.Imported;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// The whole history as text, to be moved to another database.
@ApplicationScoped
public class Archive {
    private final HistoryExport export;
    private final HistoryImport reading;
    private final Judge judge;
    private final Notices notices;
    private final Instance instance;
    private final Semaphore one = new Semaphore(1);

    Archive(HistoryExport export, HistoryImport reading, Judge judge, Notices notices, Instance instance) {
        this.export = export;
        this.reading = reading;
        this.judge = judge;
        this.notices = notices;
        this.instance = instance;
    }

    /// Every run that has ended, with its samples and events, and every verdict.
    public void write(OutputStream out) throws IOException {
        export.write(out);
    }

    /// What a file does not say of itself.
    ///
    /// @param host where it was measured, this machine's own if absent
    /// @param at when it was over
    /// @param labels as those of a run
    public record Origin(Optional<String> host, Instant at, Map<String, String> labels) {
        public Origin {
            RunRequest.check(labels);
            labels = Map.copyOf(labels);
        }
    }

    /// Takes in what hyperfine has measured, as a run that has ended; its series are judged as any other.
    ///
    /// @return the run, and whether it was new
    public Taken take(HyperfineExport export, Origin origin) {
        var measured = HyperfineRun.of(export, origin.host().orElse(instance.host()), origin.at(), origin.labels());
        var fresh = reading.add(List.of(measured)).runs() > 0;
        if (fresh) {
            judge();
        }
        return new Taken(measured.run().id(), fresh);
    }

    /// Takes in times of any origin, as comma-separated values.
    ///
    /// @throws dev.mountmark.benchmark.InvalidRequestException with line and column when it cannot be
    ///     read; nothing of it is stored then
    /// @throws ImportUnderWayException when another import has not come to its end
    public Imported take(byte[] csv, Origin origin) {
        var runs = CsvFile.read(csv, origin.host().orElse(instance.host()), origin.at(), origin.labels());
        return alone(() -> reading.add(runs));
    }

    /// @param run as it is called here
    /// @param fresh whether it was not here before
    public record Taken(RunId run, boolean fresh) {}

    /// Takes it in, run by run; what is here already stays.
    ///
    /// @param bytes how many there are; 0 or less where that is not known
    /// @throws dev.mountmark.benchmark.InvalidRequestException with line and field when it cannot be read
    /// @throws ImportUnderWayException when another one has not come to its end
    public Imported read(InputStream text, long bytes) {
        return alone(() -> reading.read(text, bytes));
    }

    private Imported alone(Supplier<Imported> work) {
        if (!one.tryAcquire()) {
            throw new ImportUnderWayException();
        }
        try {
            return work.get();
        } finally {
            one.release();
            judge();
        }
    }

    /// Verdicts last: whoever hears of one, an alert's text for one, finds the result it is about.
    private void judge() {
        var verdicts = judge.verdicts();
        notices.tell(new HistoryImported());
        if (verdicts) {
            notices.tell(new VerdictsReached());
        }
    }
}
