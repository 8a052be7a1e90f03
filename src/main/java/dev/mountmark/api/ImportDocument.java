package dev.mountmark.api;

import dev.mountmark.history.HistoryImport.Imported;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// How much was new.
@Schema(name = "Imported", description = "How much of a history was new here.")
public record ImportDocument(int runs, int samples, int verdicts) {
    static ImportDocument of(Imported imported) {
        return new ImportDocument(imported.runs(), imported.samples(), imported.verdicts());
    }
}
