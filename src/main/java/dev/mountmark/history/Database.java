package dev.mountmark.history;

import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/// Transactions on the database: any number that read, one at a time of this process that writes. What a transaction
/// has written survives the end of the process and of the power when it returns. Whoever else holds the file is waited
/// for, but not for ever.
final class Database {
    private static final Logger LOG = Logger.getLogger(Database.class);

    /// How long a transaction waits for its turn to write: a backup is over by then.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// Each waits for `busy_timeout`, which is short, so that the end of the service need not wait for all of them.
    private static final int TRIES = 3;

    /// How long the end of the service waits for a database that does not answer.
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(3);

    private final AgroalDataSource source;
    private final Place place;
    /// Fair, so that a sample does not wait behind a crowd of later requests, and SQLite's waiting, which is not, is
    /// left to other processes.
    private final ReentrantLock writing = new ReentrantLock(true);

    private final UnderWay underWay = new UnderWay();
    private volatile boolean ending;
    private volatile boolean ended;

    /// @param source migrated, with the settings of `application.properties`
    Database(AgroalDataSource source, Place place) {
        this.source = source;
        this.place = place;
    }

    <T> T read(Work<T> work) {
        return underWay.count(() -> complete(transaction -> {
            transaction.readOnly();
            return work.in(transaction);
        }));
    }

    private <T> T complete(Work<T> work) {
        if (ended) {
            throw Trouble.ended(place);
        }
        // The end of a run interrupts threads that still have to store what they measured.
        var interrupted = Thread.interrupted();
        try {
            return transact(work);
        } catch (SQLException problem) {
            throw ended ? Trouble.ended(place) : Trouble.of(problem, place);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    <T> T write(Work<T> work) {
        return underWay.count(() -> writing(work));
    }

    private <T> T writing(Work<T> work) {
        var begun = System.nanoTime();
        if (!turn()) {
            throw Trouble.noTurn(PATIENCE, place);
        }
        try {
            return complete(transaction -> {
                begin(transaction, begun);
                return work.in(transaction);
            });
        } finally {
            writing.unlock();
        }
    }

    /// The service ends: whatever is under way, and begins from now on, is given a moment. Where the database does not
    /// answer in it, this and everything later fails.
    void end() {
        ending = true;
        Thread.ofPlatform().daemon().name("end of the history").start(() -> {
            try {
                underWay.awaitSlow(LAST_PATIENCE);
                breakOff();
            } catch (InterruptedException e) {
                LOG.debug("Nobody interrupts this one", e);
            }
        });
    }

    /// Returns when what is under way has ended or was broken off.
    void awaitEnd() throws InterruptedException {
        underWay.await(LAST_PATIENCE.multipliedBy(2));
    }

    private synchronized void breakOff() {
        if (!ended) {
            ended = true;
            LOG.errorf("The history in %s does not answer, and the service ends without it.", place);
            source.close();
        }
    }

    private boolean turn() {
        var end = System.nanoTime() + PATIENCE.toNanos();
        var interrupted = false;
        try {
            while (true) {
                try {
                    return writing.tryLock(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    // As below: what was measured is stored first.
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// @param begun when the transaction was asked for, by the system's nanoseconds
    private void begin(Transaction transaction, long begun) throws SQLException {
        for (var tries = 1; ; tries++) {
            try {
                transaction.toWrite();
                return;
            } catch (SQLException problem) {
                var waited = System.nanoTime() - begun;
                if (ending && Trouble.busy(problem, place)) {
                    breakOff();
                }
                if (!Trouble.busy(problem, place) || ending || tries == TRIES || waited > PATIENCE.toNanos()) {
                    throw problem;
                }
            }
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
