package dev.mountmark.workload;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Removes a folder that somebody else has written into. Every step goes through the open folder above it, so that no
/// link, not even one put there while we walk, leads out of it; a mount is not entered.
final class FolderRemoval {
    /// A folder of thousands of files that refuse is told by some of them.
    private static final int MOST_NAMES = 20;
    /// Every level is an open folder.
    private static final int DEEPEST = 500;

    private final Set<String> mounts;
    private final List<String> left = new ArrayList<>();
    private int more;

    private FolderRemoval(Set<String> mounts) {
        this.mounts = mounts;
    }

    /// @return what refused, by path and with the reason; empty when the folder is gone
    static List<String> of(Path folder) {
        try {
            var parent = folder.resolveSibling(".").toRealPath();
            var real = parent.resolve(folder.getFileName());
            var removal = new FolderRemoval(MountPoints.below(real));
            removal.removeFrom(parent, real);
            return removal.left();
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (IOException e) {
            return List.of(words(folder, reason(e)));
        }
    }

    private void removeFrom(Path parent, Path folder) throws IOException {
        try (var stream = Files.newDirectoryStream(parent)) {
            if (stream instanceof SecureDirectoryStream<Path> secure) {
                remove(secure, folder.getFileName(), folder, 0);
            } else {
                refused(folder, "this platform cannot remove folders safely");
            }
        }
    }

    private void remove(SecureDirectoryStream<Path> parent, Path name, Path path, int depth) {
        try {
            if (mounts.contains(path.toString())) {
                refused(path, "something is mounted there");
            } else if (depth > DEEPEST) {
                refused(path, "more than " + DEEPEST + " folders deep");
            } else if (isFolder(parent, name)) {
                empty(parent, name, path, depth);
                parent.deleteDirectory(name);
            } else {
                parent.deleteFile(name);
            }
        } catch (NoSuchFileException _) {
            // Gone is what was wanted.
        } catch (DirectoryNotEmptyException e) {
            if (left.isEmpty()) {
                refused(path, reason(e));
            }
        } catch (IOException e) {
            refused(path, reason(e));
        }
    }

    private void empty(SecureDirectoryStream<Path> parent, Path name, Path path, int depth) throws IOException {
        allow(parent, name);
        try (var folder = parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
            // Read to its end first: some file systems lose entries of a listing while others are removed.
            var names = new ArrayList<Path>();
            folder.forEach(entry -> names.add(entry.getFileName()));
            for (var entry : names) {
                remove(folder, entry, path.resolve(entry), depth + 1);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static boolean isFolder(SecureDirectoryStream<Path> parent, Path name) throws IOException {
        return parent.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes()
                .isDirectory();
    }

    /// A folder that its owner may not write is one from which its owner cannot remove.
    private static void allow(SecureDirectoryStream<Path> parent, Path name) throws IOException {
        var view = parent.getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        var permissions = new HashSet<>(view.readAttributes().permissions());
        if (permissions.addAll(Set.of(
                PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE))) {
            try {
                view.setPermissions(permissions);
            } catch (IOException _) {
                // Whether it mattered is seen at the removal, which has its own reason.
                return;
            }
        }
    }

    private void refused(Path path, String reason) {
        if (left.size() < MOST_NAMES) {
            left.add(words(path, reason));
        } else {
            more++;
        }
    }

    private List<String> left() {
        if (more > 0) {
            left.add("and " + more + " more");
        }
        return List.copyOf(left);
    }

    private static String words(Path path, String reason) {
        return path + " (" + reason + ")";
    }

    private static String reason(IOException exception) {
        return exception instanceof FileSystemException named && named.getReason() != null
                ? named.getReason()
                : exception.getClass().getSimpleName();
    }
}
