package dev.mountmark.report;

import dev.mountmark.benchmark.Result;
import dev.mountmark.benchmark.Run;
import java.util.List;
import java.util.stream.IntStream;

/// A run as the article's graph: bars by scenario, a colour for each runtime, the interval of each median as a whisker.
public final class SvgReport {
    /// Where bars begin: left of it stand the scenarios.
    private static final int LEFT = 186;

    /// Where the longest bar may end: right of it stand labels.
    private static final int RIGHT = SvgPage.WIDTH - SvgPage.MARGIN - 110;

    private static final int BAR = 16;
    private static final int BAR_STEP = 20;
    private static final int GROUP_GAP = 12;

    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_SCENARIO = 24;

    /// Okabe and Ito 2008, told apart by people who see colours differently; black has to be left to text. A thin edge
    /// makes the light ones stand out on white and the dark ones on black.
    private static final List<String> COLOURS =
            List.of("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442");

    private static final String STYLE = """
            .mountmark .v{paint-order:stroke;stroke:#fff;stroke-width:4;stroke-linejoin:round}
            .mountmark .none{font-style:italic}
            .mountmark .bar{stroke:#1f2328;stroke-opacity:.6}
            .mountmark .published{fill-opacity:.35}
            .mountmark .again{stroke-dasharray:4 2;stroke-width:2}
            @media (prefers-color-scheme:dark){
            .mountmark .v{stroke:#0d1117}
            .mountmark .bar{stroke:#e6edf3}
            }
            """;

    private final Chart chart;
    private final SvgPage page = new SvgPage();

    private SvgReport(Chart chart) {
        this.chart = chart;
    }

    /// @param results of the run so far, in the order of the table
    /// @param beside what others published of the same work: panels of its own, on the same scale
    public static String of(Run run, List<Result> results, List<Published> beside) {
        var report = new SvgReport(Chart.of(results, beside));
        report.headline(run);
        report.legend();
        report.chart.panels().forEach(report::panel);
        report.notes(results, beside);
        report.system(results, beside);
        return report.page.image(
                run.id().value(), "Run " + run.id() + " on " + run.host(), report.chart.words(), STYLE);
    }

    private void headline(Run run) {
        page.headline("Run " + run.id() + " on " + Wording.shortened(Wording.plain(run.host()), LONGEST_NAME));
        page.paragraph(Headline.sentence(run.state()) + " " + Headline.plan(run.plan()));
        Headline.exclusion(run).ifPresent(page::paragraph);
        if (!run.labels().isEmpty()) {
            page.paragraph("Labels: " + Headline.labels(run));
        }
    }

    private void legend() {
        var x = SvgPage.MARGIN;
        page.down(12);
        for (var series : chart.series()) {
            var name = Wording.shortened(series.name(), LONGEST_NAME) + (series.published() ? " (published)" : "");
            var width = 12 + 6 + 8 * Columns.of(name) + 14;
            if (x > SvgPage.MARGIN && x + width > SvgPage.WIDTH - SvgPage.MARGIN) {
                x = SvgPage.MARGIN;
                page.down(20);
            }
            page.add(swatch(series)
                    .with("x", x)
                    .with("y", page.y())
                    .with("width", 12)
                    .with("height", 12)
                    .add(new Element("title").text(series.name())));
            page.text("s", x + 18, page.y() + 11, name);
            x += width;
        }
        page.down(12);
    }

    private Element swatch(Chart.Series series) {
        var number = chart.series().indexOf(series);
        return new Element("rect")
                .with(
                        "class",
                        "bar" + (series.published() ? " published" : "") + (number < COLOURS.size() ? "" : " again"))
                .with("fill", COLOURS.get(number % COLOURS.size()));
    }

    private void panel(Chart.Panel panel) {
        page.heading(panel.title(), 32);
        page.down(12);
        var axis = Axis.upTo(panel.longest());
        var height = panel.groups().stream()
                .mapToInt(group -> group.bars().size() * BAR_STEP + GROUP_GAP)
                .sum();
        axis.ticks()
                .forEach(tick -> page.add(new Element("path")
                        .with("class", tick == 0 ? "zero" : "grid")
                        .with("d", "M" + Math.round(x(axis, tick)) + ".5 " + page.y() + "v" + height)));
        for (var group : panel.groups()) {
            page.down(GROUP_GAP / 2);
            page.add(SvgPage.label("s", LEFT - 10, page.y() + group.bars().size() * BAR_STEP / 2 + 3, "end")
                    .text(Wording.shortened(group.title(), LONGEST_SCENARIO)));
            for (var bar : group.bars()) {
                bar(bar, axis);
                page.down(BAR_STEP);
            }
            page.down(GROUP_GAP / 2);
        }
        page.down(SvgPage.LINE);
        axis.ticks()
                .forEach(tick -> page.add(
                        SvgPage.label("m", x(axis, tick), page.y(), "middle").text(axis.words(tick))));
    }

    private void bar(Chart.Bar bar, Axis axis) {
        var middle = page.y() + BAR_STEP / 2.0;
        var group = new Element("g").add(new Element("title").text(bar.words()));
        if (bar.seconds() == 0) {
            page.add(group.add(
                    SvgPage.label("none", LEFT + 6, middle + 4, "start").text(bar.label())));
            return;
        }
        var length = x(axis, bar.seconds()) - LEFT;
        // Covers the grid, which would shine through what is pale.
        group.add(placed(new Element("rect").with("class", "page"), middle, length))
                .add(placed(swatch(bar.series()), middle, length));
        bar.interval()
                .ifPresent(interval ->
                        group.add(SvgPage.whisker(x(axis, interval.lower()), x(axis, interval.upper()), middle)));
        page.add(group.add(
                SvgPage.label("v", x(axis, bar.end()) + 7, middle + 4, "start").text(bar.label())));
    }

    private static Element placed(Element bar, double middle, double length) {
        return bar.with("x", LEFT)
                .with("y", middle - BAR / 2.0)
                .with("width", length)
                .with("height", BAR);
    }

    private static double x(Axis axis, double seconds) {
        return LEFT + (RIGHT - LEFT) * seconds / axis.end();
    }

    private void notes(List<Result> results, List<Published> beside) {
        page.down(SvgPage.LINE);
        ResultTable.notes("Whiskers", results, beside).forEach(page::paragraph);
    }

    private void system(List<Result> results, List<Published> beside) {
        var information = SystemInformation.of(results);
        if (information.isEmpty() && beside.isEmpty()) {
            return;
        }
        page.heading("System information", 26);
        page.down(2);
        information.forEach(platform -> page.paragraph(platform.name() + ": "
                + String.join(
                        ", ",
                        platform.facts().stream()
                                .map(SystemInformation.Fact::words)
                                .toList())));
        beside.stream()
                .flatMap(published -> published.systems().stream())
                .forEach(machine -> page.paragraph(String.join(", ", machine.platforms()) + " (published): "
                        + String.join("; ", machine.facts())));
    }

    /// From 0 in steps that people count in.
    ///
    /// @param step 1, 2 or 5 times a power of ten, in seconds
    /// @param steps how many
    private record Axis(double step, int steps) {
        /// More lines than this are no help.
        private static final int MOST_STEPS = 8;

        static Axis upTo(double longest) {
            if (longest == 0) {
                return new Axis(1, 1);
            }
            var power = Math.pow(10, Math.floor(Math.log10(longest / MOST_STEPS)));
            var step = IntStream.of(1, 2, 5, 10)
                    .mapToDouble(times -> times * power)
                    .filter(one -> longest / one <= MOST_STEPS)
                    .findFirst()
                    .orElseThrow();
            return new Axis(step, (int) Math.ceil(longest / step));
        }

        double end() {
            return step * steps;
        }

        List<Double> ticks() {
            return IntStream.rangeClosed(0, steps).mapToObj(tick -> tick * step).toList();
        }

        String words(double tick) {
            return Wording.number(tick, Math.max(0, (int) -Math.floor(Math.log10(step))));
        }
    }
}
