package dev.mountmark.history;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/// What goes wrong with a database, in words that lead to the way out.
final class Trouble {
    /// SQLite's SQLITE_IOERR and SQLITE_FULL (sqlite.org/rescode.html).
    private static final int INPUT_OUTPUT = 10;

    private static final int FULL = 13;

    /// SQLite's SQLITE_BUSY.
    private static final int BUSY = 5;

    /// Below this a failed write is put down to the lack of room: one page of the database and one of its log.
    private static final long NO_ROOM = 8192;

    /// What stays free for samples while much else is written.
    private static final long RESERVE = 64L << 20;

    /// PostgreSQL's disk_full (its documentation, appendix A).
    private static final String DISK_FULL = "53100";

    /// SQLite's ERROR, CORRUPT, CONSTRAINT, MISMATCH, MISUSE, RANGE and NOTADB (as above).
    private static final Set<Integer> REFUSALS = Set.of(1, 11, 19, 20, 21, 25, 26);

    /// PostgreSQL's feature not supported, data exception, integrity constraint violation, syntax
    /// error or access rule violation (as above).
    private static final Set<String> REFUSED_CLASSES = Set.of("0A", "22", "23", "42");

    private Trouble() {}

    static HistoryException of(SQLException problem, Place place) {
        return full(problem, place)
                ? new HistoryException(full(place), true, true, problem)
                : new HistoryException(
                        "The history in " + place + " cannot be used: " + said(problem) + wayOut(problem, place),
                        false,
                        passes(problem, place),
                        problem);
    }

    /// For a transaction that is behind others of this process.
    static HistoryException noTurn(Duration waited, Place place) {
        return new HistoryException(
                "The history in " + place + " cannot be used: what is to be written before has waited for "
                        + waited.toSeconds() + " s; it goes on as soon as the database answers",
                false,
                true,
                null);
    }

    static HistoryException ended(Place place) {
        return new HistoryException(
                "The history in " + place + " cannot be used: it does not answer, and the service ends",
                false,
                true,
                null);
    }

    /// Whether another program holds the file.
    static boolean busy(SQLException problem, Place place) {
        return switch (place) {
            case Place.File _ -> kind(problem) == BUSY;
            case Place.Server _ -> false;
        };
    }

    private static boolean passes(SQLException problem, Place place) {
        return switch (place) {
            case Place.File _ -> !REFUSALS.contains(kind(problem));
            case Place.Server _ -> {
                var state = Objects.requireNonNullElse(problem.getSQLState(), "");
                yield REFUSED_CLASSES.stream().noneMatch(state::startsWith);
            }
        };
    }

    /// The low byte: the rest of an extended code of SQLite's says which of its kind.
    private static int kind(SQLException problem) {
        return problem.getErrorCode() & 0xff;
    }

    /// The sentence for a start that fails.
    static StartRefusedException refused(Throwable problem, Place place) {
        for (var cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return new StartRefusedException(full(sql, place) ? full(place) : expected(place, said(sql)));
            }
        }
        return new StartRefusedException(place.setting() + ": expected a database of Mountmark, got " + place + " ("
                + problem.getMessage() + ")");
    }

    private static String expected(Place place, String said) {
        return place.setting()
                + switch (place) {
                    case Place.File _ -> ": expected a database of Mountmark that can be written to, got ";
                    case Place.Server _ -> ": expected a PostgreSQL that answers and lets this user make tables, got ";
                }
                + place + " (" + said + ")";
    }

    /// On one line: PostgreSQL says some things in several.
    private static String said(SQLException problem) {
        return Objects.requireNonNullElse(problem.getMessage(), problem.toString())
                .strip()
                .replaceAll("\\s*\\R\\s*", "; ");
    }

    private static String wayOut(SQLException problem, Place place) {
        return switch (place) {
            case Place.File _ ->
                busy(problem, place)
                        ? "; another program holds it, a backup or sqlite3; it goes on as soon as that lets go"
                        : "";
            case Place.Server _ -> " (" + DatabaseChoice.URL + "; it goes on as soon as that answers)";
        };
    }

    private static String full(Place place) {
        return place.setting() + ": the disk of " + place + " is full; make room there, then it goes on";
    }

    private static boolean full(SQLException problem, Place place) {
        return switch (place) {
            case Place.File(var path) ->
                problem.getErrorCode() == FULL || (problem.getErrorCode() == INPUT_OUTPUT && room(path) < NO_ROOM);
            case Place.Server _ -> DISK_FULL.equals(problem.getSQLState());
        };
    }

    static void expectRoom(long bytes, Place place) {
        switch (place) {
            case Place.File(var path) -> {
                var room = room(path);
                if (room < bytes + RESERVE) {
                    throw new HistoryException(
                            place.setting() + ": expected " + mebibytes(bytes + RESERVE) + " of room on the disk of "
                                    + place + ", got " + mebibytes(room) + "; make room there and try again",
                            true,
                            true,
                            null);
                }
            }
            case Place.Server _ -> {
                // It says so itself, when it comes to it.
            }
        }
    }

    private static String mebibytes(long bytes) {
        return Math.ceilDiv(bytes, 1L << 20) + " MiB";
    }

    private static long room(Path path) {
        return path.toFile().getAbsoluteFile().getParentFile().getUsableSpace();
    }
}
