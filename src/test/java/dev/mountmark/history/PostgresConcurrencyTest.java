package dev.mountmark.history;

import java.util.Optional;

class PostgresConcurrencyTest extends ConcurrencyTest {
    private final String url = TestPostgres.here().newDatabase();

    @Override
    Optional<String> server() {
        return Optional.of(url);
    }
}
