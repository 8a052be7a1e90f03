package dev.mountmark.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Statements that are stored together or not at all.
final class Transaction {
    /// Any number that nobody else uses for advisory locks in this database.
    private static final int RUNS = 20261123;

    private final Connection connection;
    private final Place place;

    Transaction(Connection connection, Place place) {
        this.connection = connection;
        this.place = place;
    }

    /// Everything that is read from here on is as it was at one moment. SQLite has it no other way.
    void readOnly() throws SQLException {
        switch (place) {
            case Place.File _ -> {
                // Nothing to ask for.
            }
            case Place.Server _ -> update("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
        }
    }

    /// Begins with the right to write. A transaction of SQLite that has read before it writes is refused at once where
    /// another program writes, and this one waits for it.
    void toWrite() throws SQLException {
        switch (place) {
            case Place.File _ -> update("DELETE FROM run WHERE false");
            case Place.Server _ -> {
                // Rows are waited for one by one.
            }
        }
    }

    /// Until it ends no other instance adds runs. In SQLite nobody else writes.
    void alone() throws SQLException {
        switch (place) {
            case Place.File _ -> {
                // Nobody else does.
            }
            case Place.Server _ -> list("SELECT pg_advisory_xact_lock(" + RUNS + ")", row -> true);
        }
    }

    /// Until it ends nobody else changes this row. In SQLite nobody else writes.
    ///
    /// @param table with the column `id`
    void hold(String table, Object id) throws SQLException {
        switch (place) {
            case Place.File _ -> {
                // Nobody else does.
            }
            case Place.Server _ -> list("SELECT id FROM " + table + " WHERE id = ? FOR UPDATE", row -> true, id);
        }
    }

    /// Whether runs of other data folders are in it.
    boolean shared() {
        return switch (place) {
            case Place.File _ -> false;
            case Place.Server _ -> true;
        };
    }

    <T> List<T> list(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            try (var rows = statement.executeQuery()) {
                var found = new ArrayList<T>();
                while (rows.next()) {
                    found.add(row.of(rows));
                }
                return List.copyOf(found);
            }
        }
    }

    <T> Optional<T> first(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
        return list(sql, row, values).stream().findFirst();
    }

    /// The number that a query for one number gives.
    long number(String sql, @Nullable Object... values) throws SQLException {
        return list(sql, row -> row.getLong(1), values).getFirst();
    }

    /// How many rows were touched.
    int update(String sql, @Nullable Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (var i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }
}
