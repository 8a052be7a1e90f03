package dev.mountmark.history;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/// Where everything is kept, and under whose name.
@ConfigMapping(prefix = "mountmark")
public interface HistorySettings {
    /// Holds the database, the caches and, unless set elsewhere, the working folders. Made if missing; used by one
    /// process at a time. A local disk: the database cannot be shared over a network.
    Path dataDirectory();

    /// The name under which this machine's results are kept: part of every series, so another name starts the history
    /// anew. By default the machine's name at the first start, which then stays.
    Optional<String> host();
}
