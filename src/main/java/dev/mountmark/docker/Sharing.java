package dev.mountmark.docker;

import java.util.Arrays;
import java.util.List;

/// How an engine gets at files of the host.
enum Sharing {
    VIRTIOFS("virtiofs", "VirtioFS"),
    GRPC_FUSE("grpc-fuse", "gRPC FUSE"),
    OSXFS("osxfs", "osxfs"),
    SYNCHRONIZED("synchronized", "synchronized file share"),
    NINE_P("9p", "9p"),
    SSHFS("sshfs", "SSHFS"),
    NFS("nfs", "NFS"),
    NONE("none", "none");

    private final String word;
    private final String title;

    Sharing(String word, String title) {
        this.word = word;
        this.title = title;
    }

    /// For people.
    String title() {
        return title;
    }

    /// As settings have it.
    ///
    /// @param setting its whole name, for messages
    static Sharing declared(String setting, String word) {
        return Arrays.stream(values())
                .filter(one -> one.word.equals(word))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(setting + ": expected one of " + words() + ", got " + word));
    }

    private static List<String> words() {
        return Arrays.stream(values()).map(one -> one.word).toList();
    }
}
