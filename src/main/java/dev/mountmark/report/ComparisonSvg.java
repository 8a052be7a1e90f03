package dev.mountmark.report;

import dev.mountmark.benchmark.Result.Outcome;
import dev.mountmark.benchmark.RunComparison;
import dev.mountmark.benchmark.RunComparison.Compared;
import dev.mountmark.benchmark.Slug;
import dev.mountmark.statistics.Interval;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Two runs as a forest plot: for each benchmark the ratio of its times with its interval, on one logarithmic axis, and
/// beside it in figures. What the test says is told by shape as well as by colour.
public final class ComparisonSvg {
    /// Where the axis begins and ends: left of it stand the names, right of it the figures.
    private static final int LEFT = 200;
    private static final int RIGHT = 560;

    private static final int ROW = 34;
    private static final int LONGEST_NAME = 24;

    /// Columns of [ComparisonTable] that stand at the right, and where each of them ends.
    private static final List<Place> FIGURES = List.of(new Place(5, 640), new Place(6, 790), new Place(7, 876));

    private record Place(int column, int end) {}

    /// Vermilion and blue of Okabe and Ito 2008, as in [SvgReport].
    private static final String STYLE = """
            .mountmark .one{stroke:#1f2328;stroke-width:2}
            .mountmark .mark{stroke:#1f2328;stroke-linejoin:round;fill:#fff}
            .mountmark .slower{fill:#d55e00}
            .mountmark .faster{fill:#0072b2}
            .mountmark .no-difference{stroke-width:1.5}
            .mountmark .too-few{fill:none;stroke:#59636e;stroke-width:2}
            @media (prefers-color-scheme:dark){
            .mountmark .one{stroke:#e6edf3}
            .mountmark .mark{stroke:#e6edf3;fill:#0d1117}
            .mountmark .slower{fill:#d55e00}
            .mountmark .faster{fill:#56b4e9}
            .mountmark .too-few{fill:none;stroke:#9198a1}
            }
            """;

    private final RunComparison comparison;
    private final RatioAxis axis;
    private final SvgPage page = new SvgPage();

    private ComparisonSvg(RunComparison comparison) {
        this.comparison = comparison;
        axis = RatioAxis.over(
                comparison.compared().stream().map(Compared::ratio).flatMapToDouble(ComparisonWording::figures),
                LEFT,
                RIGHT);
    }

    public static String of(RunComparison comparison) {
        var image = new ComparisonSvg(comparison);
        image.headline();
        if (!comparison.compared().isEmpty()) {
            image.legend();
            ComparisonTable.byWorkload(comparison).forEach(image::panel);
            image.notes();
        }
        image.section("Not compared", ComparisonWording.notCompared(comparison));
        image.section("What changed in the environment", image.changes());
        return image.page.image(
                comparison.before().id() + "-" + comparison.after().id(), image.title(), image.words(), STYLE);
    }

    private String title() {
        return "Run " + comparison.after().id() + " compared with "
                + comparison.before().id();
    }

    private void headline() {
        page.headline(title());
        page.paragraph("Before: " + ComparisonWording.run(comparison.before()) + ".");
        page.paragraph("After: " + ComparisonWording.run(comparison.after()) + ".");
        if (ComparisonWording.otherHost(comparison)) {
            page.paragraph("They were measured on different hosts.");
        }
        page.paragraph(ComparisonWording.summary(comparison));
    }

    /// Of the marks that are drawn.
    private void legend() {
        page.down(24);
        var x = SvgPage.MARGIN + 6.0;
        for (var outcome : Outcome.values()) {
            if (comparison.compared().stream().anyMatch(pair -> pair.outcome() == outcome)) {
                page.add(mark(outcome, x, page.y() - 4));
                page.text("s", x + 12, page.y(), words(outcome));
                x += 12 + 8 * words(outcome).length() + 20;
            }
        }
    }

    private static String words(Outcome outcome) {
        return switch (outcome) {
            case SLOWER -> "slower than before";
            case FASTER -> "faster than before";
            case NO_DIFFERENCE -> "no difference shown";
            case TOO_FEW -> "too few samples to show any";
        };
    }

    /// Pointing to where it went, round where it went nowhere, and crossed out where nothing can be said.
    private static Element mark(Outcome outcome, double x, double y) {
        var shape = switch (outcome) {
            case SLOWER -> "m-4-6l11 6-11 6z";
            case FASTER -> "m4-6l-11 6 11 6z";
            case NO_DIFFERENCE -> "m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z";
            case TOO_FEW -> "m-5-5l10 10m0-10l-10 10";
        };
        return new Element("path")
                .with("class", "mark " + outcome.word())
                .with("d", "M" + Wording.number(x, 1) + " " + Wording.number(y, 1) + shape);
    }

    private void panel(Slug workload, ComparisonTable table) {
        page.heading(workload + ": time after over time before", 32);
        page.down(20);
        page.add(SvgPage.label("m", axis.x(1) - 8, page.y(), "end").text("← faster"));
        page.add(SvgPage.label("m", axis.x(1) + 8, page.y(), "start").text("slower →"));
        figures(ComparisonTable.HEADINGS, "m", page.y());
        page.down(8);
        var pairs = comparison.compared().stream()
                .filter(pair -> pair.benchmark().workload().equals(workload))
                .toList();
        var ticks = axis.ticks();
        ticks.forEach(tick -> page.add(new Element("path")
                .with("class", tick.compareTo(BigDecimal.ONE) == 0 ? "one" : "grid")
                .with(
                        "d",
                        "M" + Wording.number(axis.x(tick.doubleValue()), 1) + " " + page.y() + "v"
                                + pairs.size() * ROW)));
        for (var i = 0; i < pairs.size(); i++) {
            row(pairs.get(i), table.rows().get(i));
        }
        page.down(SvgPage.LINE);
        ticks.forEach(tick -> page.add(SvgPage.label("m", axis.x(tick.doubleValue()), page.y(), "middle")
                .text(RatioAxis.words(tick))));
    }

    /// @param texts of the table
    private void row(Compared pair, List<String> texts) {
        var middle = page.y() + ROW / 2.0;
        var scenario = pair.benchmark().scenario().title();
        var runtime = Wording.plain(pair.benchmark().runtime().displayName());
        page.add(SvgPage.label("s", LEFT - 14, middle - 2, "end").text(Wording.shortened(scenario, LONGEST_NAME)));
        page.add(SvgPage.label("m", LEFT - 14, middle + 12, "end").text(Wording.shortened(runtime, LONGEST_NAME)));
        var group = new Element("g").add(new Element("title").text(ComparisonWording.words(pair) + "."));
        pair.ratio().interval().ifPresent(interval -> group.add(whisker(interval, middle)));
        page.add(group.add(mark(pair.outcome(), axis.x(pair.ratio().estimate()), middle)));
        figures(texts, "s", middle + 4);
        page.down(ROW);
    }

    private List<Element> whisker(Interval interval, double middle) {
        return SvgPage.whisker(axis.x(interval.lower()), axis.x(interval.upper()), middle);
    }

    private void figures(List<String> texts, String kind, double baseline) {
        FIGURES.forEach(place ->
                page.add(SvgPage.label(kind, place.end(), baseline, "end").text(texts.get(place.column()))));
    }

    private void notes() {
        page.down(SvgPage.LINE);
        page.paragraph(ComparisonWording.HOW);
    }

    private void section(String title, List<String> sentences) {
        if (!sentences.isEmpty()) {
            page.heading(title, 26);
            page.down(2);
            sentences.forEach(page::paragraph);
        }
    }

    /// One line for each platform.
    private List<String> changes() {
        var lines = new ArrayList<String>();
        ComparisonWording.changes(comparison)
                .forEach((platform, facts) -> lines.add(platform + ": " + String.join("; ", facts) + "."));
        return lines;
    }

    /// All of it in words.
    private String words() {
        return Stream.of(
                        Stream.of(ComparisonWording.summary(comparison)),
                        comparison.compared().stream()
                                .map(pair -> pair.benchmark().workload() + " " + ComparisonWording.words(pair) + "."),
                        ComparisonWording.notCompared(comparison).stream(),
                        changes().stream())
                .flatMap(sentences -> sentences)
                .reduce((one, next) -> one + " " + next)
                .orElseThrow();
    }
}
