package dev.mountmark.workload;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
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
    private boolean denied;

    private FolderRemoval(Set<String> mounts) {
        this.mounts = mounts;
    }

    /// Removes a folder once.
    static FolderRemoval of(Path folder) {
        try {
            var parent = folder.resolveSibling(".").toRealPath();
            var real = parent.resolve(folder.getFileName());
            var removal = new FolderRemoval(MountPoints.below(real));
            removal.removeFrom(parent, real);
            return removal;
        } catch (NoSuchFileException _) {
            return new FolderRemoval(Set.of());
        } catch (IOException e) {
            var removal = new FolderRemoval(Set.of());
            removal.refused(folder, e);
            return removal;
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
                refused(path, e);
            }
        } catch (IOException e) {
            refused(path, e);
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

    private void refused(Path path, IOException reason) {
        denied |= denied(reason);
        refused(path, reason(reason));
    }

    private void refused(Path path, String reason) {
        if (left.size() < MOST_NAMES) {
            left.add(words(path, reason));
        } else {
            more++;
        }
    }

    /// What refused, by path and with the reason; empty when the folder is gone.
    List<String> left() {
        var names = new ArrayList<>(left);
        if (more > 0) {
            names.add("and " + more + " more");
        }
        return List.copyOf(names);
    }

    /// Whether somebody with more rights could remove what is left, without entering a mount.
    boolean denied() {
        return denied && mounts.isEmpty();
    }

    /// The first is how folders of others refuse, the second how those do that let everyone write (`chmod +t`).
    static boolean denied(IOException exception) {
        return exception instanceof AccessDeniedException || reason(exception).equals("Operation not permitted");
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
