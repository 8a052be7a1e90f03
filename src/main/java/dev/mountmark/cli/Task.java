package dev.mountmark.cli;

import java.io.IOException;

/// What a command does once it has somebody to do it with.
interface Task {
    /// @return the exit code
    /// @throws Refused when what was asked cannot be
    int with(Service service, Terminal terminal) throws IOException, Refused;
}
