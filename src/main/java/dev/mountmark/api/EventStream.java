package dev.mountmark.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mountmark.history.StoredEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Writes events as Server-Sent Events (WHATWG HTML, 9.2).
///
/// @param out flushed after each event
/// @param json in one line, as `data:` wants it
record EventStream(OutputStream out, ObjectMapper json) implements Following.Listener {
    @Override
    public void event(StoredEvent event) throws IOException {
        var document = EventDocument.of(event);
        write("id: " + event.number() + "\nevent: " + document.name() + "\ndata: " + json.writeValueAsString(document)
                + "\n\n");
    }

    @Override
    public void silence() throws IOException {
        write(": still here\n\n");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
