package dev.mountmark.history;

import java.nio.file.Path;
import java.util.Optional;

/// A history in a folder of its own that holds nothing but verdicts.
public final class VerdictsInStore implements AutoCloseable {
    private final OpenedHistory opened;

    public VerdictsInStore(Path folder) {
        opened = new OpenedHistory(folder);
    }

    public SeriesHistory series() {
        return opened.series;
    }

    /// Stores it as one that was reached just now.
    public void add(VerdictReached reached) {
        var verdict = reached.verdict();
        if (opened.history.run(Examples.id(1)).isEmpty()) {
            opened.history.submit(Examples.run(1), Optional.empty(), 9);
        }
        opened.database.write(transaction -> {
            var series = transaction.number("SELECT id FROM series WHERE scenario = 'bind-mount'");
            var number = VerdictRows.next(transaction, series, verdict.measure());
            var stored =
                    new StoredVerdict(verdict.measure(), number, Examples.id(1), OpenedHistory.NOW, verdict.said());
            VerdictRows.insert(transaction, series, stored);
            UntoldRows.insert(transaction, opened.folder.instance(), series, stored);
            return true;
        });
    }

    @Override
    public void close() {
        opened.close();
    }
}
