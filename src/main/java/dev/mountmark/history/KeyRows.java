package dev.mountmark.history;

import dev.mountmark.benchmark.RunId;
import java.sql.SQLException;
import java.util.Optional;

/// The table `idempotency_key`.
final class KeyRows {
    private KeyRows() {}

    /// What a request gets whose key came before; empty when it did not.
    static Optional<Submission> find(Transaction transaction, IdempotencyKey key) throws SQLException {
        return transaction.first(
                "SELECT body_digest, run FROM idempotency_key WHERE value = ?",
                row -> {
                    var run = new RunId(row.getString("run"));
                    return row.getString("body_digest").equals(key.bodyDigest())
                            ? new Submission.Repeated(run)
                            : new Submission.KeyTaken(run);
                },
                key.value());
    }

    static void insert(Transaction transaction, IdempotencyKey key, RunId run) throws SQLException {
        transaction.update(
                "INSERT INTO idempotency_key (value, body_digest, run) VALUES (?, ?, ?)",
                key.value(),
                key.bodyDigest(),
                run.value());
    }
}
