package dev.mountmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mountmark.history.TestPostgres;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The service is asked to end while its database is there and does not answer.
@Tag("program")
class HungHistoryIT {
    @TempDir
    Path folder;

    private final Sleep sleep = Sleep.unique();

    enum Hang {
        /// Another process writes to the file, and goes on and on.
        LOCKED_FILE {
            @Override
            void set(Program.Setup setup) {
                // The default.
            }

            @Override
            AutoCloseable begin(Path folder) throws Exception {
                var other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/mountmark.db"));
                try (var statement = other.createStatement()) {
                    statement.execute("BEGIN IMMEDIATE");
                }
                return other;
            }
        },
        /// Every process of the server stands still; its connections stay open.
        STOPPED_SERVER {
            @Override
            void set(Program.Setup setup) {
                setup.setting("mountmark.database.url", TestPostgres.here().newDatabase());
            }

            @Override
            AutoCloseable begin(Path folder) {
                TestPostgres.here().freeze();
                return TestPostgres.here()::wake;
            }
        };

        abstract void set(Program.Setup setup);

        abstract AutoCloseable begin(Path folder) throws Exception;
    }

    private Program.Setup setup(Hang hang) throws Exception {
        var setup = Program.in(folder).with(OwnWorkloads.in(folder).brisk().slow(sleep));
        setup.setting("mountmark.minimum-free-space", 0);
        hang.set(setup);
        return setup;
    }

    @ParameterizedTest
    @EnumSource(Hang.class)
    void aServiceThatMeasuresEndsWithinSecondsAndSaysWhatIsNotStored(Hang hang) throws Exception {
        var setup = setup(hang);
        String run;
        try (var program = setup.start()) {
            run = program.submit("""
                    {"workloads": ["slow"], "scenarios": ["native"], "plan": {"warmupRounds": 0, "maximumSamples": 1}}
                    """);
            sleep.awaitBegin();
            try (var _ = hang.begin(folder)) {
                assertEndsInTime(program);
                assertThat(program.output()).doesNotContain("\tat ");
                sleep.awaitEnd();
                assertThat(program.output()).contains("The end of run " + run + " is not stored");
            }
        }
        try (var program = setup.start()) {
            assertThat(program.run(run).get("state").asText()).isEqualTo("interrupted");
        }
    }

    @ParameterizedTest
    @EnumSource(Hang.class)
    void aServiceWithACallThatWaitsEndsWithinSeconds(Hang hang) throws Exception {
        try (var program = setup(hang).start()) {
            program.get("/api/v1/series");
            try (var _ = hang.begin(folder)) {
                for (var call = 0; call < 10; call++) {
                    program.follow("""
                            {"workloads": ["brisk"], "scenarios": ["native"]}
                            """);
                }
                // Taken in after those.
                await().until(() ->
                        program.text("/q/health/live", "application/json").contains("UP"));

                assertEndsInTime(program);
            }
        }
    }

    private static void assertEndsInTime(Program program) {
        var begin = Instant.now();
        program.terminate();
        assertThat(program.exitCode()).isEqualTo(143);
        assertThat(Duration.between(begin, Instant.now())).as(program.output()).isLessThan(Duration.ofSeconds(10));
    }
}
