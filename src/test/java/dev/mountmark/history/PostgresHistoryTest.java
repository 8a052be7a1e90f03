package dev.mountmark.history;

import java.util.Optional;

class PostgresHistoryTest extends HistoryTest {
    private final String url = TestPostgres.here().newDatabase();

    @Override
    Optional<String> server() {
        return Optional.of(url);
    }
}
