package dev.mountmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Runs that come into the history from elsewhere.
@QuarkusTest
class ArchiveTest {
    private static final Instant AT = Instant.parse("2026-10-01T03:30:00Z");

    @Inject
    Archive archive;

    @Inject
    Heard heard;

    @Test
    void whatWasSaidOfAllItsSeriesIsToldOnceBehindTheirResults() {
        var table = new StringBuilder("workload,time,value\n");
        for (var day = 0; day < 15; day++) {
            for (var workload : List.of("a", "b", "c")) {
                table.append("%s,%s,%s\n"
                        .formatted(
                                workload,
                                AT.plus(Duration.ofDays(day)),
                                (day < 9 ? 1 : 1.5) * (8 + day * 5 % 11 * 0.01)));
            }
        }
        heard.forget();

        var imported = archive.take(
                table.toString().getBytes(StandardCharsets.UTF_8),
                new Archive.Origin(Optional.of("archive"), AT, Map.of()));

        assertThat(imported.runs()).isEqualTo(15);
        assertThat(heard.all()).containsExactly("results", "verdicts");
    }

    /// What observers hear.
    @ApplicationScoped
    static class Heard {
        private final List<String> all = Collections.synchronizedList(new ArrayList<>());

        void imported(@Observes HistoryImported imported) {
            all.add("results");
        }

        void said(@Observes VerdictsReached reached) {
            all.add("verdicts");
        }

        List<String> all() {
            return List.copyOf(all);
        }

        void forget() {
            all.clear();
        }
    }
}
