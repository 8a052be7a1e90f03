package dev.mountmark.history;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/// The tables, brought to what this version needs.
final class Schema {
    private static final String NOTED = "SELECT count(*) || ' migrations, checksum ' || sum(checksum)"
            + " FROM flyway_schema_history WHERE success";

    private Schema() {}

    /// What Flyway has noted when all migrations are applied: how many, and the sum of their checksums. Asking for it
    /// takes no time; Flyway itself would take a good part of every start.
    static String newest(Place place) {
        return switch (place) {
            case Place.File _ -> "8 migrations, checksum -1631103096";
            case Place.Server _ -> "8 migrations, checksum 97027391";
        };
    }

    /// @param source of connections to the place
    /// @param flyway asked for only where something is to be done
    /// @throws StartRefusedException when a newer Mountmark has been here, or it is no database of ours
    static void migrate(DataSource source, Supplier<Flyway> flyway, Place place) {
        if (!newest(place).equals(noted(source))) {
            migrate(flyway.get(), place);
        }
    }

    private static String noted(DataSource source) {
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(NOTED)) {
            row.next();
            return row.getString(1);
        } catch (SQLException problem) {
            // A new database has no such table; what else is wrong with it, Flyway finds and tells.
            return "nothing: " + problem.getMessage();
        }
    }

    private static void migrate(Flyway flyway, Place place) {
        try {
            var newer = Arrays.stream(flyway.info().applied())
                    .filter(migration -> migration.getState().isApplied()
                            && !migration.getState().isResolved())
                    .map(MigrationInfo::getVersion)
                    .toList();
            if (!newer.isEmpty()) {
                throw new StartRefusedException(
                        place.setting() + ": expected a database of this version or an older one, got " + place
                                + ", which a newer Mountmark has changed (schema " + newer.getLast()
                                + "); start that version or set another one");
            }
            flyway.migrate();
        } catch (FlywayException problem) {
            throw Trouble.refused(problem, place);
        }
    }
}
