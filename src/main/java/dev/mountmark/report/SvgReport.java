package dev.mountmark.report;

import dev.mountmark.benchmark.Result;
import dev.mountmark.benchmark.Run;
import dev.mountmark.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A run as the article's graph: bars by scenario, a colour for each runtime, the interval of each median as a whisker.
/// It stands for itself: no script, no font and nothing else is loaded, and it follows the reader's choice of dark or
/// light.
public final class SvgReport {
    private static final int WIDTH = 900;
    private static final int MARGIN = 24;
    /// Where bars begin: left of it stand the scenarios.
    private static final int LEFT = 186;

    /// Where the longest bar may end: right of it stand labels.
    private static final int RIGHT = WIDTH - MARGIN - 110;

    private static final int BAR = 16;
    private static final int BAR_STEP = 20;
    private static final int GROUP_GAP = 12;
    private static final int LINE = 16;

    /// Of small text in a line: fonts differ, so this leaves room.
    private static final int CHARACTERS = 130;

    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_SCENARIO = 24;

    /// Okabe and Ito 2008, told apart by people who see colours differently; black has to be left to text. A thin edge
    /// makes the light ones stand out on white and the dark ones on black.
    private static final List<String> COLOURS =
            List.of("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442");

    private static final String STYLE = """
            .mountmark{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;font-size:12px}
            .mountmark text{fill:#1f2328}
            .mountmark .h{font-size:18px;font-weight:600}
            .mountmark .p{font-size:14px;font-weight:600}
            .mountmark .s{font-size:13px}
            .mountmark .v{paint-order:stroke;stroke:#fff;stroke-width:4;stroke-linejoin:round}
            .mountmark .m{fill:#59636e}
            .mountmark .none{font-style:italic}
            .mountmark .page{fill:#fff}
            .mountmark .grid{stroke:#d1d9e0}
            .mountmark .zero{stroke:#59636e}
            .mountmark .bar{stroke:#1f2328;stroke-opacity:.6}
            .mountmark .published{fill-opacity:.35}
            .mountmark .again{stroke-dasharray:4 2;stroke-width:2}
            .mountmark .halo{fill:none;stroke:#fff;stroke-width:4.5}
            .mountmark .whisker{fill:none;stroke:#1f2328;stroke-width:1.5}
            @media (prefers-color-scheme:dark){
            .mountmark text{fill:#e6edf3}
            .mountmark .m{fill:#9198a1}
            .mountmark .v{stroke:#0d1117}
            .mountmark .page{fill:#0d1117}
            .mountmark .grid{stroke:#30363d}
            .mountmark .zero{stroke:#9198a1}
            .mountmark .bar{stroke:#e6edf3}
            .mountmark .halo{stroke:#0d1117}
            .mountmark .whisker{stroke:#e6edf3}
            }
            """;

    private final Chart chart;
    private final List<Element> drawn = new ArrayList<>();
    private int y = MARGIN;

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
        return report.page(run);
    }

    private String page(Run run) {
        var height = y + MARGIN / 2;
        var names = List.of("mountmark-title-" + run.id(), "mountmark-words-" + run.id());
        return new Element("svg")
                        .with("xmlns", "http://www.w3.org/2000/svg")
                        .with("class", "mountmark")
                        .with("width", WIDTH)
                        .with("height", height)
                        .with("viewBox", "0 0 " + WIDTH + " " + height)
                        .with("role", "img")
                        .with("aria-labelledby", String.join(" ", names))
                        .add(new Element("title")
                                .with("id", names.getFirst())
                                .text("Run " + run.id() + " on " + run.host()))
                        .add(new Element("desc").with("id", names.getLast()).text(chart.words()))
                        .add(new Element("style").text(STYLE))
                        .add(new Element("rect")
                                .with("class", "page")
                                .with("width", WIDTH)
                                .with("height", height))
                        .add(drawn)
                + "\n";
    }

    private void headline(Run run) {
        y += 10;
        text("h", MARGIN, y, "Run " + run.id() + " on " + Wording.shortened(Wording.plain(run.host()), LONGEST_NAME));
        y += 4;
        paragraph(Headline.sentence(run.state()) + " " + Headline.plan(run.plan()));
        Headline.exclusion(run).ifPresent(this::paragraph);
        if (!run.labels().isEmpty()) {
            paragraph("Labels: " + Headline.labels(run));
        }
    }

    private void legend() {
        var x = MARGIN;
        y += 12;
        for (var series : chart.series()) {
            var name = Wording.shortened(series.name(), LONGEST_NAME) + (series.published() ? " (published)" : "");
            var width = 12 + 6 + 8 * name.length() + 14;
            if (x > MARGIN && x + width > WIDTH - MARGIN) {
                x = MARGIN;
                y += 20;
            }
            drawn.add(swatch(series)
                    .with("x", x)
                    .with("y", y)
                    .with("width", 12)
                    .with("height", 12)
                    .add(new Element("title").text(series.name())));
            text("s", x + 18, y + 11, name);
            x += width;
        }
        y += 12;
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
        y += 32;
        text("p", MARGIN, y, panel.title());
        y += 12;
        var axis = Axis.upTo(panel.longest());
        var height = panel.groups().stream()
                .mapToInt(group -> group.bars().size() * BAR_STEP + GROUP_GAP)
                .sum();
        drawn.addAll(axis.ticks().stream()
                .map(tick -> new Element("path")
                        .with("class", tick == 0 ? "zero" : "grid")
                        .with("d", "M" + Math.round(x(axis, tick)) + ".5 " + y + "v" + height))
                .toList());
        for (var group : panel.groups()) {
            y += GROUP_GAP / 2;
            drawn.add(label("s", LEFT - 10, y + group.bars().size() * BAR_STEP / 2 + 3, "end")
                    .text(Wording.shortened(group.title(), LONGEST_SCENARIO)));
            for (var bar : group.bars()) {
                bar(bar, axis);
                y += BAR_STEP;
            }
            y += GROUP_GAP / 2;
        }
        y += LINE;
        axis.ticks()
                .forEach(
                        tick -> drawn.add(label("m", x(axis, tick), y, "middle").text(axis.words(tick))));
    }

    private void bar(Chart.Bar bar, Axis axis) {
        var middle = y + BAR_STEP / 2.0;
        var group = new Element("g").add(new Element("title").text(bar.words()));
        if (bar.seconds() == 0) {
            drawn.add(group.add(label("none", LEFT + 6, middle + 4, "start").text(bar.label())));
            return;
        }
        var length = x(axis, bar.seconds()) - LEFT;
        // Covers the grid, which would shine through what is pale.
        group.add(placed(new Element("rect").with("class", "page"), middle, length))
                .add(placed(swatch(bar.series()), middle, length));
        bar.interval()
                .ifPresent(interval -> group.add(whisker("halo", interval, axis, middle))
                        .add(whisker("whisker", interval, axis, middle)));
        drawn.add(group.add(
                label("v", x(axis, bar.end()) + 7, middle + 4, "start").text(bar.label())));
    }

    private static Element placed(Element bar, double middle, double length) {
        return bar.with("x", LEFT)
                .with("y", middle - BAR / 2.0)
                .with("width", length)
                .with("height", BAR);
    }

    private static Element whisker(String kind, Interval interval, Axis axis, double middle) {
        var lower = Wording.number(x(axis, interval.lower()), 1);
        var upper = Wording.number(x(axis, interval.upper()), 1);
        var top = Wording.number(middle - 4, 1);
        return new Element("path")
                .with("class", kind)
                .with(
                        "d",
                        "M" + lower + " " + top + "v8M" + upper + " " + top + "v8M" + lower + " "
                                + Wording.number(middle, 1) + "H" + upper);
    }

    private static double x(Axis axis, double seconds) {
        return LEFT + (RIGHT - LEFT) * seconds / axis.end();
    }

    private void notes(List<Result> results, List<Published> beside) {
        y += LINE;
        ResultTable.notes("Whiskers", results, beside).forEach(this::paragraph);
    }

    private void system(List<Result> results, List<Published> beside) {
        var information = SystemInformation.of(results);
        if (information.isEmpty() && beside.isEmpty()) {
            return;
        }
        y += 26;
        text("p", MARGIN, y, "System information");
        y += 2;
        information.forEach(platform -> paragraph(platform.name() + ": "
                + String.join(
                        ", ",
                        platform.facts().stream()
                                .map(SystemInformation.Fact::words)
                                .toList())));
        beside.stream()
                .flatMap(published -> published.systems().stream())
                .forEach(machine -> paragraph(String.join(", ", machine.platforms()) + " (published): "
                        + String.join("; ", machine.facts())));
    }

    private void paragraph(String words) {
        for (var line : Wording.wrapped(words, "", "    ", CHARACTERS)) {
            y += LINE;
            text("m", line.startsWith(" ") ? MARGIN + 12 : MARGIN, y, line.strip());
        }
    }

    private void text(String kind, double x, double baseline, String words) {
        drawn.add(label(kind, x, baseline, "start").text(words));
    }

    private static Element label(String kind, double x, double baseline, String anchor) {
        var label = new Element("text").with("class", kind).with("x", x).with("y", baseline);
        return anchor.equals("start") ? label : label.with("text-anchor", anchor);
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
