package dev.mountmark.history;

import java.nio.file.Path;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/// The tables, brought to what this version needs.
final class Schema {
    private Schema() {}

    /// @throws StartRefusedException when a newer Mountmark has been here, or the file is no database of ours
    static void migrate(Flyway flyway, Path file) {
        try {
            var newer = Arrays.stream(flyway.info().applied())
                    .filter(migration -> migration.getState().isApplied()
                            && !migration.getState().isResolved())
                    .map(MigrationInfo::getVersion)
                    .toList();
            if (!newer.isEmpty()) {
                throw new StartRefusedException(DataFolder.SETTING + ": expected a database of this version or an older"
                        + " one, got " + file + ", which a newer Mountmark has changed (schema " + newer.getLast()
                        + "); start that version or set another folder");
            }
            flyway.migrate();
        } catch (FlywayException problem) {
            throw Trouble.refused(problem, file);
        }
    }
}
