package dev.mountmark.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Takes the text of a run apart: its progress until the first empty line, then the table.
final class Transcript extends OutputStream {
    private final Terminal terminal;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean table;

    Transcript(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void write(int next) {
        if (table) {
            terminal.out().write(next);
        } else if (next != '\n') {
            line.write(next);
        } else if (line.size() > 0) {
            terminal.progress(line.toString(StandardCharsets.UTF_8));
            line.reset();
        } else {
            table = true;
            terminal.endOfProgress();
        }
    }

    @Override
    public void flush() {
        terminal.out().flush();
    }

    /// However it ends, no line is left half drawn.
    @Override
    public void close() {
        if (!table) {
            terminal.endOfProgress();
        }
        terminal.out().flush();
    }
}
