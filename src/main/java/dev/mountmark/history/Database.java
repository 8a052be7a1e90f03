package dev.mountmark.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/// Transactions on the database: any number that read, one at a time of this process that writes. What a transaction
/// has written
/// survives the end of the process and of the power when it returns.
final class Database {
    private static final Logger LOG = Logger.getLogger(Database.class);

    private final DataSource source;
    private final Place place;
    /// Fair, so that a sample does not wait behind a crowd of later requests. With it no writer ever meets another one
    /// inside SQLite, which would fail instead of waiting.
    private final ReentrantLock writing = new ReentrantLock(true);

    /// @param source migrated, with the settings of `application.properties`
    Database(DataSource source, Place place) {
        this.source = source;
        this.place = place;
    }

    <T> T read(Work<T> work) {
        return complete(transaction -> {
            transaction.readOnly();
            return work.in(transaction);
        });
    }

    private <T> T complete(Work<T> work) {
        // The end of a run interrupts threads that still have to store what they measured.
        var interrupted = Thread.interrupted();
        try {
            return transact(work);
        } catch (SQLException problem) {
            throw Trouble.of(problem, place);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    <T> T write(Work<T> work) {
        writing.lock();
        try {
            return complete(work);
        } finally {
            writing.unlock();
        }
    }

    private <T> T transact(Work<T> work) throws SQLException {
        try (var connection = source.getConnection()) {
            connection.setAutoCommit(false);
            var stored = false;
            try {
                var result = work.in(new Transaction(connection, place));
                connection.commit();
                stored = true;
                return result;
            } finally {
                if (!stored) {
                    rollBack(connection);
                }
            }
        }
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException alreadyRolledBack) {
            // SQLite does so itself after some errors. The error that led here is the one to tell.
            LOG.debug("Roll back", alreadyRolledBack);
        }
    }

    /// Before much is written that nobody waits for, so that there is room for what is measured meanwhile.
    ///
    /// @param bytes about to be written
    /// @throws HistoryException when the disk is known not to have them
    void expectRoom(long bytes) {
        Trouble.expectRoom(bytes, place);
    }

    interface Work<T> {
        T in(Transaction transaction) throws SQLException;
    }
}
