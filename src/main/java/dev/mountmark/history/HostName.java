package dev.mountmark.history;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What this machine calls itself.
final class HostName {
    /// Where Linux tells it; asking the network can take seconds and fails where the name has no address.
    private static final Path LINUX = Path.of("/proc/sys/kernel/hostname");

    private HostName() {}

    static String own() {
        var name = Files.isReadable(LINUX) ? told() : "";
        return name.isEmpty() ? asked() : name;
    }

    private static String told() {
        try {
            return Files.readString(LINUX).strip();
        } catch (IOException unreadable) {
            return "";
        }
    }

    private static String asked() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
