package dev.mountmark.history;

import dev.mountmark.benchmark.Instance;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.flyway.FlywayDataSource;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.flywaydb.core.Flyway;

/// Opens the data folder, then the database in it, before anything else starts.
@Singleton
class Start {
    static final String SQLITE = "sqlite";
    static final String POSTGRESQL = "postgresql";

    /// First of all observers: whoever else starts may count on the history.
    void start(@Observes @Priority(1) StartupEvent event, History history) {
        history.open();
    }

    /// Before others, who have something to store at the end.
    void end(@Observes @Priority(1) ShutdownDelayInitiatedEvent event, Database database) {
        database.end();
    }

    /// For a start that came to nothing, and where no port is opened.
    void end(@Observes @Priority(1) ShutdownEvent event, Database database) {
        database.end();
    }

    /// After answers that need no more than a moment, and before those that wait for the database are given up.
    void awaitEnd(
            @Observes @Priority(Interceptor.Priority.LIBRARY_AFTER + 1) ShutdownDelayInitiatedEvent event,
            Database database)
            throws InterruptedException {
        database.awaitEnd();
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

    /// The folder is locked before a pool is asked for, so that a second process touches nothing.
    @Produces
    @Singleton
    Database database(
            DataFolder folder,
            DatabaseSettings settings,
            @DataSource(SQLITE) InjectableInstance<AgroalDataSource> file,
            @FlywayDataSource(SQLITE) InjectableInstance<Flyway> fileSchema,
            @DataSource(POSTGRESQL) InjectableInstance<AgroalDataSource> server,
            @FlywayDataSource(POSTGRESQL) InjectableInstance<Flyway> serverSchema) {
        var url = settings.url();
        return url.isPresent()
                ? database(server, serverSchema, Place.Server.of(url.get()))
                : file(folder, file, fileSchema);
    }

    private static Database file(
            DataFolder folder, InjectableInstance<AgroalDataSource> source, InjectableInstance<Flyway> flyway) {
        // In development and tests the program is loaded again and again, which one file cannot be.
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            SqliteLibrary.keepIn(folder.path());
        }
        return database(source, flyway, new Place.File(folder.database()));
    }

    private static Database database(
            InjectableInstance<AgroalDataSource> source, InjectableInstance<Flyway> flyway, Place place) {
        var pool = source.get();
        Schema.migrate(pool, flyway::get, place);
        return new Database(pool, place);
    }

    void close(@Disposes DataFolder folder) {
        folder.close();
    }
}
