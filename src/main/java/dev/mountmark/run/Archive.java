package dev.mountmark.run;

import dev.mountmark.history.DataFolder;
import dev.mountmark.history.HistoryExport;
import dev.mountmark.history.HistoryImport;
import dev.mountmark.history.HistoryImport.Imported;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;

/// The whole history as text, to be moved to another database.
@ApplicationScoped
public class Archive {
    private final HistoryExport export;
    private final HistoryImport reading;
    private final DataFolder folder;
    private final Judge judge;

    Archive(HistoryExport export, HistoryImport reading, DataFolder folder, Judge judge) {
        this.export = export;
        this.reading = reading;
        this.folder = folder;
        this.judge = judge;
    }

    /// Every run that has ended, with its samples and events, and every verdict.
    public void write(OutputStream out) throws IOException {
        export.write(out);
    }

    /// Takes all of it in, or nothing. It is kept in a file of the data folder until it is complete: a slow sender must
    /// not hold up who else writes.
    ///
    /// @throws dev.mountmark.benchmark.InvalidRequestException with line and field when it cannot be read
    public Imported read(InputStream text) throws IOException {
        var file = Files.createTempFile(folder.path(), "import-", ".ndjson");
        try {
            Files.copy(text, file, StandardCopyOption.REPLACE_EXISTING);
            try (var complete = Files.newInputStream(file)) {
                var imported = reading.read(complete);
                judge.judge();
                return imported;
            }
        } finally {
            Files.delete(file);
        }
    }
}
