package dev.mountmark.history;

import dev.mountmark.benchmark.Instance;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.flyway.FlywayDataSource;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.flywaydb.core.Flyway;

/// Opens the data folder, then the database in it, before anything else starts.
@Singleton
class Start {
    static final String SQLITE = "sqlite";

    /// First of all observers: whoever else starts may count on the history.
    void start(@Observes @Priority(1) StartupEvent event, History history) {
        history.open();
    }

    @Produces
    @Singleton
    DataFolder folder(HistorySettings settings) {
        return DataFolder.open(settings.dataDirectory(), settings.host(), InstantSource.system(), new SecureRandom());
    }

    @Produces
    @Singleton
    Instance instance(DataFolder folder) {
        return folder.instance();
    }

    /// The folder is locked before the pool is asked for, so that a second process touches nothing.
    @Produces
    @Singleton
    Database database(
            DataFolder folder,
            @DataSource(SQLITE) Provider<AgroalDataSource> source,
            @FlywayDataSource(SQLITE) Provider<Flyway> flyway) {
        // In development and tests the program is loaded again and again, which one file cannot be.
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            SqliteLibrary.keepIn(folder.path());
        }
        var pool = source.get();
        Schema.migrate(pool, flyway::get, folder.database());
        return new Database(pool, folder.database());
    }

    void close(@Disposes DataFolder folder) {
        folder.close();
    }
}
