package dev.mountmark.report;

import dev.mountmark.benchmark.Result;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Slug;
import dev.mountmark.statistics.Interval;
import dev.mountmark.statistics.Precision;
import dev.mountmark.statistics.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Stream;

/// What the article's graph shows, before anything is drawn: for each workload its bars by scenario, what was measured
/// apart from what was published.
///
/// @param series what has a colour of its own, in the order of the legend
/// @param panels one for each workload; one more where something was published of it
record Chart(List<Series> series, List<Panel> panels) {
    Chart {
        series = List.copyOf(series);
        panels = List.copyOf(panels);
    }

    /// A runtime, or a platform of a publication.
    ///
    /// @param key tells apart what has the same name
    record Series(String key, String name, boolean published) {}

    /// @param title what is shown, and in which unit
    /// @param longest the largest value that needs space, in seconds; 0 where there is none
    /// @param groups by scenario
    record Panel(String title, double longest, List<Group> groups) {
        Panel {
            groups = List.copyOf(groups);
        }
    }

    record Group(String title, List<Bar> bars) {
        Group {
            bars = List.copyOf(bars);
        }
    }

    /// @param series whose it is
    /// @param seconds its length; 0 where there is no result
    /// @param interval of the median, where it has one
    /// @param label what stands at its end
    /// @param words all of it, for those who do not see it
    record Bar(Series series, double seconds, Optional<Interval> interval, String label, String words) {
        double end() {
            return interval.map(Interval::upper)
                    .map(upper -> Math.max(upper, seconds))
                    .orElse(seconds);
        }
    }

    static Chart of(List<Result> results, List<Published> beside) {
        var byWorkload = new LinkedHashMap<Slug, List<Result>>();
        results.forEach(result -> byWorkload
                .computeIfAbsent(result.benchmark().workload(), _ -> new ArrayList<>())
                .add(result));
        var panels = new ArrayList<Panel>();
        byWorkload.forEach((workload, ofWorkload) -> {
            var measured = measured(workload, ofWorkload);
            var published = beside.stream()
                    .filter(one -> one.workload().equals(workload))
                    .map(Chart::published)
                    .toList();
            panels.addAll(onOneScale(
                    Stream.concat(Stream.of(measured), published.stream()).toList()));
        });
        beside.stream()
                .filter(published -> !byWorkload.containsKey(published.workload()))
                .map(Chart::published)
                .forEach(panels::add);
        return new Chart(series(panels), panels);
    }

    private static List<Series> series(List<Panel> panels) {
        SequencedSet<Series> series = new LinkedHashSet<>();
        panels.stream()
                .flatMap(panel -> panel.groups().stream())
                .flatMap(group -> group.bars().stream())
                .map(Bar::series)
                .sorted(java.util.Comparator.comparing(Series::published))
                .forEach(series::add);
        return List.copyOf(series);
    }

    /// What stands beside each other can be compared by eye.
    private static List<Panel> onOneScale(List<Panel> panels) {
        var longest = panels.stream().mapToDouble(Panel::longest).max().orElse(0);
        return panels.stream()
                .map(panel -> new Panel(panel.title(), longest, panel.groups()))
                .toList();
    }

    private static Panel measured(Slug workload, List<Result> results) {
        var decimals = ResultTable.decimals(results);
        var byScenario = new LinkedHashMap<Scenario, List<Bar>>();
        results.forEach(result -> byScenario
                .computeIfAbsent(result.benchmark().scenario(), _ -> new ArrayList<>())
                .add(bar(result, decimals)));
        return panel(workload + ": median, in seconds", byScenario);
    }

    private static Panel published(Published published) {
        var byScenario = new LinkedHashMap<Scenario, List<Bar>>();
        published
                .rows()
                .forEach(row -> byScenario
                        .computeIfAbsent(row.scenario(), _ -> new ArrayList<>())
                        .add(bar(row)));
        return panel(
                published.workload() + ": average, in seconds, as published in " + published.name()
                        + ", not measured here",
                byScenario);
    }

    private static Panel panel(String title, Map<Scenario, List<Bar>> byScenario) {
        return new Panel(
                title,
                byScenario.values().stream()
                        .flatMap(List::stream)
                        .mapToDouble(Bar::end)
                        .max()
                        .orElse(0),
                byScenario.entrySet().stream()
                        .map(entry -> new Group(entry.getKey().title(), entry.getValue()))
                        .toList());
    }

    private static Bar bar(Result result, int decimals) {
        var runtime = result.benchmark().runtime();
        var series = new Series(runtime.slug().value(), Wording.plain(runtime.displayName()), false);
        return result.summary().map(summary -> bar(series, summary, decimals)).orElseGet(() -> {
            var failure = result.failure();
            var word = ResultTable.word(result.state());
            return new Bar(
                    series,
                    0,
                    Optional.empty(),
                    word.equals(ResultTable.NOTHING) ? "no result" : word,
                    series.name() + ": " + (failure == null ? "no result" : failure.message()));
        });
    }

    private static Bar bar(Series series, Summary summary, int decimals) {
        var median = Wording.number(summary.median(), decimals) + " s";
        var few = summary.count() < Precision.INTERVAL_NEEDS;
        return new Bar(
                series,
                summary.median(),
                summary.medianInterval(),
                median + (few ? " (n = " + summary.count() + ")" : ""),
                series.name() + ": " + median
                        + summary.medianInterval()
                                .map(interval -> ", " + Wording.number(interval.lower(), decimals) + " to "
                                        + Wording.number(interval.upper(), decimals))
                                .orElse("")
                        + ", n = " + summary.count());
    }

    private static Bar bar(Published.Row row) {
        var series = new Series(row.platform(), Wording.plain(row.platform()), true);
        var average = Wording.number(row.averageSeconds(), 2) + " s";
        return new Bar(
                series,
                row.averageSeconds(),
                Optional.empty(),
                average,
                series.name() + ": " + average + ", published");
    }

    /// All of it in words.
    String words() {
        var words = new ArrayList<String>();
        for (var panel : panels) {
            words.add(panel.title() + ".");
            panel.groups()
                    .forEach(group -> words.add(group.title() + ": "
                            + String.join(
                                    "; ", group.bars().stream().map(Bar::words).toList()) + "."));
        }
        return String.join(" ", words);
    }
}
