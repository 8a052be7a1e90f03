package dev.mountmark.history;

import dev.mountmark.benchmark.Instance;
import dev.mountmark.benchmark.RunId;
import java.sql.SQLException;
import java.util.Optional;

/// The table `idempotency_key`: each installation has keys of its own.
final class KeyRows {
    private KeyRows() {}

    /// What a request gets whose key came before; empty when it did not.
    static Optional<Submission> find(Transaction transaction, Instance instance, IdempotencyKey key)
            throws SQLException {
        return transaction.first(
                "SELECT body_digest, run FROM idempotency_key WHERE instance = ? AND value = ?",
                row -> {
                    var run = new RunId(row.getString("run"));
                    return row.getString("body_digest").equals(key.bodyDigest())
                            ? new Submission.Repeated(run)
                            : new Submission.KeyTaken(run);
                },
                instance.id(),
                key.value());
    }

    static void insert(Transaction transaction, Instance instance, IdempotencyKey key, RunId run) throws SQLException {
        transaction.update(
                "INSERT INTO idempotency_key (instance, value, body_digest, run) VALUES (?, ?, ?, ?)",
                instance.id(),
                key.value(),
                key.bodyDigest(),
                run.value());
    }
}
