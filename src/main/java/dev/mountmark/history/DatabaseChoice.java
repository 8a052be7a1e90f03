package dev.mountmark.history;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;

/// Chooses the database by one setting: where there is an address, that PostgreSQL, else the file in the data folder.
/// Both are built in; the other one is never touched.
public final class DatabaseChoice implements ConfigSourceFactory {
    static final String URL = "mountmark.database.url";
    private static final String USER = "mountmark.database.user";
    private static final String PASSWORD = "mountmark.database.password";
    private static final String PASSWORD_FILE = "mountmark.database.password-file";
    private static final String SQLITE = "quarkus.datasource.sqlite.";
    private static final String SERVER = "quarkus.datasource.postgresql.";
    private static final String FORM = "jdbc:postgresql:";

    /// Above `application.properties` of the program, below whatever people set.
    private static final int ORDINAL = 252;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        return List.of(new PropertiesConfigSource(settings(context), "choice of the database", ORDINAL));
    }

    private static Map<String, String> settings(ConfigSourceContext context) {
        var url = value(context, URL);
        var settings = new HashMap<String, String>();
        settings.put(SQLITE + "active", Boolean.toString(url.isEmpty()));
        settings.put(SERVER + "active", Boolean.toString(url.isPresent()));
        url.ifPresent(address -> {
            if (!address.startsWith(FORM)) {
                throw new StartRefusedException(
                        URL + ": expected jdbc:postgresql://host:port/database, got " + Place.Server.of(address));
            }
            settings.put(SERVER + "jdbc.url", address);
        });
        value(context, USER).ifPresent(user -> settings.put(SERVER + "username", user));
        password(context).ifPresent(password -> settings.put(SERVER + "password", password));
        return settings;
    }

    private static Optional<String> password(ConfigSourceContext context) {
        var password = value(context, PASSWORD);
        var file = value(context, PASSWORD_FILE);
        if (password.isPresent() && file.isPresent()) {
            throw new StartRefusedException(PASSWORD_FILE + ": expected either this or " + PASSWORD + ", got both");
        }
        return file.isPresent() ? Optional.of(firstLine(file.get())) : password;
    }

    private static String firstLine(String file) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.findFirst().orElse("").strip();
        } catch (IOException | InvalidPathException problem) {
            throw new StartRefusedException(
                    PASSWORD_FILE + ": expected a file that can be read, got " + file + " (" + problem + ")");
        }
    }

    private static Optional<String> value(ConfigSourceContext context, String name) {
        return Optional.ofNullable(context.getValue(name))
                .map(ConfigValue::getValue)
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }
}
