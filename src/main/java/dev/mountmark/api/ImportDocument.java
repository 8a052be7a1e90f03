package dev.mountmark.api;

import dev.mountmark.history.HistoryImport.Imported;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// How much was new, and how much was here already.
@Schema(name = "Imported", description = "How much of a history was new, and how much of it was here already.")
public record ImportDocument(int runs, int samples, int verdicts, int knownRuns, int knownVerdicts) {
    static ImportDocument of(Imported imported) {
        return new ImportDocument(
                imported.runs(),
                imported.samples(),
                imported.verdicts(),
                imported.knownRuns(),
                imported.knownVerdicts());
    }
}
