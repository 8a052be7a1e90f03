package dev.mountmark.run;

import dev.mountmark.history.Series;
import dev.mountmark.history.SeriesJudgement;
import java.util.List;
import java.util.Set;

/// How a series stands now.
///
/// @param measures its time, then its ratio where it has one; never empty
public record SeriesStanding(Series series, List<SeriesJudgement> measures) {
    public SeriesStanding {
        measures = List.copyOf(measures);
    }

    /// Whether one of its measures is in one of these states, by their words.
    boolean isIn(Set<String> states) {
        return measures.stream()
                .anyMatch(measure -> states.contains(measure.state().word()));
    }
}
