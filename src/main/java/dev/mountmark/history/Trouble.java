package dev.mountmark.history;

import java.io.File;
import java.nio.file.Path;
import java.sql.SQLException;

/// What goes wrong with a database, in words that lead to the way out.
final class Trouble {
    /// SQLite's SQLITE_IOERR and SQLITE_FULL (sqlite.org/rescode.html).
    private static final int INPUT_OUTPUT = 10;

    private static final int FULL = 13;

    /// Below this a failed write is put down to the lack of room: one page of the database and one of its log.
    private static final long NO_ROOM = 8192;

    private Trouble() {}

    static HistoryException of(SQLException problem, Path file) {
        return full(problem, file)
                ? new HistoryException(full(file), true, problem)
                : new HistoryException(
                        "The history in " + file + " cannot be used: " + problem.getMessage(), false, problem);
    }

    /// The sentence for a start that fails.
    static StartRefusedException refused(Throwable problem, Path file) {
        for (var cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return new StartRefusedException(
                        full(sql, file)
                                ? full(file)
                                : DataFolder.SETTING + ": expected a database of Mountmark that can be written to, got "
                                        + file + " (" + sql.getMessage() + ")");
            }
        }
        return new StartRefusedException(DataFolder.SETTING + ": expected a database of Mountmark, got " + file + " ("
                + problem.getMessage() + ")");
    }

    private static String full(Path file) {
        return DataFolder.SETTING + ": the disk of " + file + " is full; make room there, then it goes on";
    }

    private static boolean full(SQLException problem, Path file) {
        return problem.getErrorCode() == FULL
                || (problem.getErrorCode() == INPUT_OUTPUT && room(file.toFile()) < NO_ROOM);
    }

    private static long room(File file) {
        return file.getAbsoluteFile().getParentFile().getUsableSpace();
    }
}
