package dev.mountmark.history;

import java.util.Optional;

class PostgresRoundTripTest extends RoundTripTest {
    private final String url = TestPostgres.here().newDatabase();

    @Override
    Optional<String> server() {
        return Optional.of(url);
    }
}
