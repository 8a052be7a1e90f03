package dev.mountmark.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jboss.logging.Logger;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/// SQLite's native part. The driver unpacks it at every start into the folder of temporary files, where nothing may be
/// executed on some machines, and compares the two byte by byte, which takes longer than all the rest of a start. In
/// the
/// data folder it is unpacked once.
final class SqliteLibrary {
    private static final Logger LOG = Logger.getLogger(SqliteLibrary.class);
    private static final String FOLDER = "org.sqlite.lib.path";
    private static final String NAME = "org.sqlite.lib.name";
    private static final String PREFIX = "libsqlite-";

    private SqliteLibrary() {}

    /// Tells the driver where it is. Where this cannot be done, the driver goes its own way.
    ///
    /// @param folder of the history: no other process unpacks there
    static void keepIn(Path folder) {
        if (System.getProperty(FOLDER) != null) {
            return;
        }
        // A folder that moves to a machine of another kind gets another one.
        var name = PREFIX + SQLiteJDBCLoader.getVersion() + "-" + System.getProperty("os.arch") + ".so";
        try {
            if (Files.notExists(folder.resolve(name))) {
                unpack(folder, name);
            }
            System.setProperty(FOLDER, folder.toString());
            System.setProperty(NAME, name);
        } catch (IOException e) {
            LOG.debugf(e, "SQLite's library could not be kept in %s", folder);
        }
    }

    private static void unpack(Path folder, String name) throws IOException {
        var resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName();
        try (var library = SQLiteJDBCLoader.class.getResourceAsStream(resource);
                var older = Files.newDirectoryStream(folder, PREFIX + "*")) {
            if (library == null) {
                throw new IOException(resource + " is missing in this program");
            }
            for (var file : older) {
                Files.delete(file);
            }
            // Whole or not at all, also when the power goes.
            var part = folder.resolve(PREFIX + "part");
            Files.copy(library, part);
            Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
