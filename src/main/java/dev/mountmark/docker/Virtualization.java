package dev.mountmark.docker;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What runs the virtual machine of an engine.
enum Virtualization {
    VZ("vz", "Apple Virtualization framework", "Docker-VZ"),
    VMM("vmm", "Docker VMM", "Docker-VMM"),
    QEMU("qemu", "QEMU", "Docker-QEMU"),
    HYPERKIT("hyperkit", "HyperKit", "Docker-HyperKit"),
    LEGACY("legacy", "QEMU or HyperKit", "Docker-legacy"),
    WSL2("wsl2", "WSL 2", "Docker-WSL2"),
    HYPER_V("hyper-v", "Hyper-V", "Docker-Hyper-V"),
    NONE("none", "none", "Docker");

    private final String word;
    private final String title;
    private final String dockerDesktop;

    Virtualization(String word, String title, String dockerDesktop) {
        this.word = word;
        this.title = title;
        this.dockerDesktop = dockerDesktop;
    }

    /// For people.
    String title() {
        return title;
    }

    /// What tables call Docker Desktop on it, as the article's do.
    String dockerDesktop() {
        return dockerDesktop;
    }

    static Optional<Virtualization> titled(String title) {
        return Arrays.stream(values()).filter(one -> one.title.equals(title)).findFirst();
    }

    /// As settings have it.
    ///
    /// @param setting its whole name, for messages
    static Virtualization declared(String setting, String word) {
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
