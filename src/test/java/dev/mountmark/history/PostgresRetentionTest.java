package dev.mountmark.history;

import java.util.Optional;

class PostgresRetentionTest extends RetentionTest {
    @Override
    Optional<String> server() {
        return Optional.of(TestPostgres.here().newDatabase());
    }
}
