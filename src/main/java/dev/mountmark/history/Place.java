package dev.mountmark.history;

import java.nio.file.Path;

/// Which database holds the history.
sealed interface Place {
    /// The setting that chooses it.
    String setting();

    /// SQLite's, in the data folder.
    record File(Path path) implements Place {
        @Override
        public String setting() {
            return DataFolder.SETTING;
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /// A PostgreSQL that several instances write to.
    ///
    /// @param address without user and password
    record Server(String address) implements Place {
        static Server of(String url) {
            return new Server(ShownAddress.of(url).toString());
        }

        @Override
        public String setting() {
            return DatabaseChoice.URL;
        }

        @Override
        public String toString() {
            return address;
        }
    }
}
