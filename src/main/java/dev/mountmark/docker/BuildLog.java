package dev.mountmark.docker;

import com.github.dockerjava.api.model.ResponseItem;
import dev.mountmark.benchmark.Failure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Follows a build or a pull: keeps its last lines and its error.
final class BuildLog<T extends ResponseItem> extends Parts<T> {
    private final Deque<String> lines = new ArrayDeque<>();
    private final StringBuilder line = new StringBuilder();
    private @Nullable String error;

    @Override
    public synchronized void onNext(T item) {
        if (item.getStream() != null) {
            take(item.getStream());
        }
        if (item.getErrorDetail() != null && item.getErrorDetail().getMessage() != null) {
            error = item.getErrorDetail().getMessage();
        }
    }

    /// A line may come in several parts, and several lines in one.
    private void take(String text) {
        line.append(text);
        for (var end = line.indexOf("\n"); end >= 0; end = line.indexOf("\n")) {
            add(line.substring(0, end));
            line.delete(0, end + 1);
        }
    }

    private void add(String text) {
        var plain = text.replaceAll("\u001B\\[[0-9;]*m", "").stripTrailing();
        if (plain.isEmpty()) {
            return;
        }
        lines.addLast(plain);
        if (lines.size() > Failure.MOST_LINES) {
            lines.removeFirst();
        }
    }

    synchronized Optional<String> error() {
        return Optional.ofNullable(error);
    }

    synchronized List<String> lastLines() {
        if (!line.isEmpty()) {
            take("\n");
        }
        return List.copyOf(lines);
    }
}
