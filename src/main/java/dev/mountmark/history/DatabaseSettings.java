package dev.mountmark.history;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/// Where the history is kept that many instances write to. Read by [DatabaseChoice], which comes before mappings.
@ConfigMapping(prefix = "mountmark.database")
public interface DatabaseSettings {
    /// `jdbc:postgresql://host:port/database`, with the options of its driver after a `?`. Without it the history is a
    /// file in the data directory. Runs of an instance carry its `mountmark.host`.
    Optional<String> url();

    /// Who may make tables there and write to them.
    Optional<String> user();

    /// Its password.
    Optional<String> password();

    /// A file whose first line is the password. Not together with `mountmark.database.password`.
    Optional<Path> passwordFile();
}
