package dev.mountmark.run;

import dev.mountmark.history.HistoryExport;
import dev.mountmark.history.HistoryImport;
import dev.mountmark.history.HistoryImport.Imported;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.Semaphore;

/// The whole history as text, to be moved to another database.
@ApplicationScoped
public class Archive {
    private final HistoryExport export;
    private final HistoryImport reading;
    private final Judge judge;
    private final Notices notices;
    private final Semaphore one = new Semaphore(1);

    Archive(HistoryExport export, HistoryImport reading, Judge judge, Notices notices) {
        this.export = export;
        this.reading = reading;
        this.judge = judge;
        this.notices = notices;
    }

    /// Every run that has ended, with its samples and events, and every verdict.
    public void write(OutputStream out) throws IOException {
        export.write(out);
    }

    /// Takes it in, run by run; what is here already stays.
    ///
    /// @param bytes how many there are; 0 or less where that is not known
    /// @throws dev.mountmark.benchmark.InvalidRequestException with line and field when it cannot be read
    /// @throws ImportUnderWayException when another one has not come to its end
    public Imported read(InputStream text, long bytes) throws IOException {
        if (!one.tryAcquire()) {
            throw new ImportUnderWayException();
        }
        try {
            return reading.read(text, bytes);
        } finally {
            one.release();
            judge.judge();
            notices.tell(new HistoryImported());
        }
    }
}
