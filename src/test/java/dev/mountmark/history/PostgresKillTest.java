package dev.mountmark.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

/// The same where the database outlives whoever writes to it.
class PostgresKillTest extends KillTest {
    private final String url = TestPostgres.here().newDatabase();

    @Override
    Optional<String> server() {
        return Optional.of(url);
    }

    @Override
    void assertWhole(OpenedHistory opened) {
        assertThat(opened.history.run(Examples.id(1))).isPresent();
    }
}
