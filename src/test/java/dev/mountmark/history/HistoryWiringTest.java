package dev.mountmark.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mountmark.benchmark.Instance;
import dev.mountmark.benchmark.RunState;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HistoryWiringTest {
    @Inject
    History history;

    @Inject
    DataFolder folder;

    @Inject
    Instance instance;

    @Inject
    Database database;

    @Inject
    @DataSource("sqlite")
    AgroalDataSource source;

    @Test
    void theServiceKeepsItsHistoryInItsDataFolder() {
        history.submit(Examples.run(1), Optional.empty(), 99);
        history.add(Examples.id(1), Examples.taken(Examples.sample(1)));
        // Ended, so that nobody takes it for work.
        history.change(Examples.id(1), new RunState.Cancelled(null, Examples.AT));
        assertThat(history.samples(Examples.id(1))).containsExactly(Examples.sample(1));
        assertThat(folder.database()).exists();
        assertThat(folder.path().resolve("lock"))
                .content()
                .startsWith("process " + ProcessHandle.current().pid());
        assertThat(instance).isEqualTo(folder.instance());
    }

    @Test
    void thePoolHasTheSettingsThatTheHistoryCountsOn() {
        assertThat(pragma("journal_mode")).isEqualTo("wal");
        assertThat(pragma("synchronous")).isEqualTo("2");
        assertThat(pragma("foreign_keys")).isEqualTo("1");
        assertThat(pragma("busy_timeout")).isEqualTo("3000");
    }

    @Test
    void aConnectionStaysOpenSoThatTheLogIsNotFoldedInWhileIdle() {
        assertThat(source.getConfiguration().connectionPoolConfiguration().minSize())
                .isEqualTo(1);
    }

    private String pragma(String name) {
        return OpenedHistory.pragma(database, name);
    }
}
