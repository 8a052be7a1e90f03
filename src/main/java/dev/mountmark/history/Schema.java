package dev.mountmark.history;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/// The tables, brought to what this version needs.
final class Schema {
    /// What Flyway has noted when all migrations are applied: how many, and the sum of their checksums. Asking for it
    /// takes no time; Flyway itself would take a good part of every start.
    static final String NEWEST = "4 migrations, checksum -4735423904";

    private static final String NOTED = "SELECT count(*) || ' migrations, checksum ' || sum(checksum)"
            + " FROM flyway_schema_history WHERE success = 1";

    private Schema() {}

    /// @param source of connections to the file
    /// @param flyway asked for only where something is to be done
    /// @param file for messages
    /// @throws StartRefusedException when a newer Mountmark has been here, or the file is no database of ours
    static void migrate(DataSource source, Supplier<Flyway> flyway, Path file) {
        if (!NEWEST.equals(noted(source))) {
            migrate(flyway.get(), file);
        }
    }

    private static String noted(DataSource source) {
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(NOTED)) {
            return row.getString(1);
        } catch (SQLException problem) {
            // A new file has no such table; what else is wrong with it, Flyway finds and tells.
            return "nothing: " + problem.getMessage();
        }
    }

    private static void migrate(Flyway flyway, Path file) {
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
