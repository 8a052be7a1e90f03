package dev.mountmark.history;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/// The default of `mountmark.data-directory`: where the XDG base directory specification puts a user's data. An
/// expression in `application.properties` cannot say it: a variable that is set but empty, or relative, counts as not
/// set there.
public final class DefaultDataDirectory implements ConfigSource {
    /// Below every other source: 100 is that of `application.properties` in a library.
    private static final int LOWEST = 10;

    private final Function<String, @Nullable String> environment;

    public DefaultDataDirectory() {
        this(System::getenv);
    }

    DefaultDataDirectory(Function<String, @Nullable String> environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable String getValue(String name) {
        return name.equals(DataFolder.SETTING) ? folder().toString() : null;
    }

    private Path folder() {
        return Optional.ofNullable(environment.apply("XDG_DATA_HOME"))
                .filter(home -> !home.isEmpty())
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "share"))
                .resolve("mountmark");
    }

    @Override
    public Set<String> getPropertyNames() {
        return Set.of(DataFolder.SETTING);
    }

    @Override
    public int getOrdinal() {
        return LOWEST;
    }

    @Override
    public String getName() {
        return "default data directory";
    }
}
