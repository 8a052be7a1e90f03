package dev.mountmark.host;

import java.nio.file.Path;

/// Measures `little` in a process of its own until somebody kills it.
final class KilledService {
    private KilledService() {}

    public static void main(String[] arguments) throws Exception {
        var room = new HostRoom(Path.of(arguments[0]));
        var sandbox = room.open(room.catalogue().named("little").orElseThrow());
        sandbox.create();
        sandbox.command();
    }
}
