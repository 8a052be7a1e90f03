package dev.mountmark.run;

import dev.mountmark.benchmark.InvalidRequestException;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunId;
import dev.mountmark.history.History;
import dev.mountmark.history.Series;
import dev.mountmark.history.SeriesFilter;
import dev.mountmark.history.SeriesHistory;
import dev.mountmark.history.SeriesJudgement;
import dev.mountmark.history.SeriesPoint;
import dev.mountmark.history.StoredVerdict;
import dev.mountmark.history.VerdictReached;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// What can be asked of series: everything above this room goes through here.
@ApplicationScoped
public class DriftWatch {
    private final SeriesHistory history;
    private final History runs;
    private final Judge judge;
    private final Notices notices;

    DriftWatch(SeriesHistory history, History runs, Judge judge, Notices notices) {
        this.history = history;
        this.runs = runs;
        this.judge = judge;
        this.notices = notices;
    }

    /// How every measure of every series stands now, `stale` ones too.
    public List<SeriesJudgement> newest(SeriesFilter filter) {
        return history.newest(filter).stream()
                .map(judgement -> judgement.with(judge.state(judgement)))
                .toList();
    }

    /// Series as they stand now, those of a table together.
    ///
    /// @param states words of [dev.mountmark.drift.State], empty for all
    public List<SeriesStanding> list(SeriesFilter filter, Set<String> states) {
        var bySeries = new LinkedHashMap<Series, List<SeriesJudgement>>();
        newest(filter)
                .forEach(judgement -> bySeries.computeIfAbsent(judgement.series(), _ -> new ArrayList<>())
                        .add(judgement));
        return bySeries.entrySet().stream()
                .map(entry -> new SeriesStanding(entry.getKey(), entry.getValue()))
                .filter(standing -> states.isEmpty() || standing.isIn(states))
                .toList();
    }

    /// How one stands now; empty when there is none, or none of its runs counts.
    public Optional<SeriesStanding> find(long id) {
        var measures = history.newest(id).stream()
                .map(judgement -> judgement.with(judge.state(judgement)))
                .toList();
        return measures.isEmpty()
                ? Optional.empty()
                : Optional.of(new SeriesStanding(measures.getFirst().series(), measures));
    }

    /// Oldest first, without those of excluded runs.
    public List<SeriesPoint> points(Series series) {
        return history.points(series.id());
    }

    /// In the order in which they were told.
    public List<StoredVerdict> verdicts(Series series) {
        return history.verdicts(series.id());
    }

    /// Takes the newest level of each measure as its baseline.
    ///
    /// @throws InvalidRequestException when it is learning still
    public void accept(Series series, String reason) {
        tell(history.accept(series.id(), reason));
    }

    /// Notes a change that a person knows of.
    ///
    /// @param run at which it came, or the first one after it
    /// @throws InvalidRequestException when the run is none of this service, or the series has no run before it
    public void mark(Series series, RunId run, String reason) {
        var at = runs.run(run)
                .map(DriftWatch::begun)
                .orElseThrow(() -> new InvalidRequestException("run", "expected a run of this service, got " + run));
        mark(series, at, reason);
    }

    private static Instant begun(Run run) {
        return Objects.requireNonNullElse(run.state().begun(), run.submittedAt());
    }

    /// Notes a change that a person knows of, at the first run at or after this time.
    ///
    /// @throws InvalidRequestException when the series has no such run, or none before it
    public void mark(Series series, Instant at, String reason) {
        tell(history.mark(series.id(), at, reason));
    }

    private void tell(List<VerdictReached> said) {
        judge.judge();
        if (!said.isEmpty()) {
            notices.tell(new VerdictsReached());
        }
    }
}
