package dev.mountmark.history;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import org.flywaydb.core.Flyway;
import org.sqlite.JDBC;

/// A history in a folder or on a server, opened as the service does it but without Quarkus: the same pool, the same
/// settings.
final class OpenedHistory implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-23T00:45:12.123456789Z");

    private static final String DRIVER_SETTING = "quarkus.datasource.%s.jdbc.additional-jdbc-properties.";

    final DataFolder folder;
    final AgroalDataSource source;
    final Database database;
    final History history;
    final SeriesHistory series;

    OpenedHistory(Path path) {
        this(path, Optional.of("laptop"));
    }

    OpenedHistory(Path path, Optional<String> host) {
        this(path, host, Optional.empty());
    }

    /// @param server the URL of a PostgreSQL, empty for SQLite
    OpenedHistory(Path path, Optional<String> host, Optional<String> server) {
        folder = DataFolder.open(path, host, InstantSource.fixed(NOW), new Random(path.hashCode()));
        var place = server.<Place>map(Place.Server::of).orElseGet(() -> new Place.File(folder.database()));
        try {
            source = server.isPresent() ? serverPool(server.get()) : pool(folder.database());
            Schema.migrate(source, () -> flyway(source, place), place);
        } catch (SQLException | RuntimeException problem) {
            folder.close();
            throw problem instanceof RuntimeException refused ? refused : new IllegalStateException(problem);
        }
        database = new Database(source, place);
        history = new History(database, folder.instance(), InstantSource.fixed(NOW));
        series = new SeriesHistory(database, folder.instance(), InstantSource.fixed(NOW));
    }

    static Flyway flyway(AgroalDataSource source) {
        return flyway(source, new Place.File(Path.of("/")));
    }

    static Flyway flyway(AgroalDataSource source, Place place) {
        return Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration/" + kind(place), "classpath:db/migration/both")
                .load();
    }

    private static String kind(Place place) {
        return switch (place) {
            case Place.File _ -> Start.SQLITE;
            case Place.Server _ -> Start.POSTGRESQL;
        };
    }

    static AgroalDataSource pool(Path file) throws SQLException {
        return pool(JDBC.class, "jdbc:sqlite:" + file, Start.SQLITE);
    }

    static AgroalDataSource serverPool(String url) throws SQLException {
        return pool(org.postgresql.Driver.class, url, Start.POSTGRESQL);
    }

    private static AgroalDataSource pool(Class<? extends Driver> driver, String url, String kind) throws SQLException {
        var settings = new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(8)
                        .minSize(1)
                        .validateOnBorrow(true)
                        .connectionValidator(ConnectionValidator.defaultValidator())
                        .acquisitionTimeout(Duration.ofSeconds(15))
                        .connectionFactoryConfiguration(factory -> {
                            factory.connectionProviderClass(driver).jdbcUrl(url);
                            driverSettings(DRIVER_SETTING.formatted(kind))
                                    .forEach((name, value) -> factory.jdbcProperty(name.toString(), value.toString()));
                            return factory;
                        }));
        return AgroalDataSource.from(settings);
    }

    private static Properties driverSettings(String prefix) {
        var all = new Properties();
        try (var file = OpenedHistory.class.getResourceAsStream("/application.properties")) {
            all.load(file);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        var driver = new Properties();
        all.stringPropertyNames().stream()
                .filter(name -> name.startsWith(prefix))
                .forEach(name -> driver.put(name.substring(prefix.length()), all.getProperty(name)));
        return driver;
    }

    /// What SQLite answers to a pragma.
    String pragma(String name) {
        return pragma(database, name);
    }

    static String pragma(Database database, String name) {
        return String.join(
                "\n",
                database.<List<String>>read(
                        transaction -> transaction.list("PRAGMA " + name, row -> row.getString(1))));
    }

    @Override
    public void close() {
        source.close();
        folder.close();
    }
}
