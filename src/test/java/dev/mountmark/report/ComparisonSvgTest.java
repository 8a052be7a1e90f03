package dev.mountmark.report;

import static dev.mountmark.report.SvgDocument.classed;
import static dev.mountmark.report.SvgDocument.parsed;
import static dev.mountmark.report.SvgDocument.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mountmark.benchmark.Benchmark;
import dev.mountmark.benchmark.RunComparison;
import dev.mountmark.benchmark.RunComparison.Compared;
import dev.mountmark.benchmark.RunComparison.NotComparable;
import dev.mountmark.benchmark.Runtime;
import dev.mountmark.benchmark.Sample;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Slug;
import dev.mountmark.statistics.Interval;
import dev.mountmark.statistics.Ratio;
import dev.mountmark.statistics.Summary;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ComparisonSvgTest {
    private static final Summary SIX = Summary.of(1, 2, 3, 4, 5, 6);
    private static final Pattern WHISKER = Pattern.compile("M([0-9.]+) [0-9.]+v8M([0-9.]+) .*");
    private static final Pattern MARK = Pattern.compile("M([0-9.]+) ([0-9.]+)m.*");

    /// One figure is an estimate without an interval.
    private static Compared pair(Scenario scenario, double pValue, int needed, double... figures) {
        var interval = figures.length == 1
                ? Optional.<Interval>empty()
                : Optional.of(new Interval(figures[1], figures[2], 0.95));
        return new Compared(
                ExampleRun.benchmark(scenario), SIX, SIX, new Ratio(figures[0], pValue, interval), pValue, needed);
    }

    private static Document drawn(RunComparison.Pair... pairs) throws Exception {
        var example = ExampleComparison.slowerBindMount();
        return parsed(ComparisonSvg.of(
                new RunComparison(example.before(), example.after(), Arrays.asList(pairs), List.of())));
    }

    private static List<String> marks(Document svg) {
        return classed(svg, "path", "mark").stream()
                .map(mark -> mark.getAttribute("class").replace("mark ", ""))
                .toList();
    }

    private static double[] numbers(Pattern pattern, Element path) {
        var matcher = pattern.matcher(path.getAttribute("d"));
        assertThat(matcher.matches()).as(path.getAttribute("d")).isTrue();
        return IntStream.rangeClosed(1, matcher.groupCount())
                .mapToDouble(group -> Double.parseDouble(matcher.group(group)))
                .toArray();
    }

    /// Of the axis, left to right, with where each stands.
    private static List<Element> tickLabels(Document svg) {
        return classed(svg, "text", "m").stream()
                .filter(text -> text.getAttribute("text-anchor").equals("middle"))
                .toList();
    }

    @Test
    void eachBenchmarkIsARowWithItsRatioAsAPointAndInFigures() throws Exception {
        var svg = parsed(ComparisonSvg.of(ExampleComparison.slowerBindMount()));

        assertThat(texts(svg, "h")).containsExactly("Run 20261123t004512-7qx3fa compared with 20261122t004501-2mk9wd");
        assertThat(texts(svg, "p"))
                .containsExactly(
                        "npm-install: time after over time before", "Not compared", "What changed in the environment");
        assertThat(texts(svg, "s"))
                .containsExactly(
                        "slower than before",
                        "no difference shown",
                        "Native",
                        "1.00",
                        "0.99 to 1.01",
                        "1.00",
                        "Bind mount + volume",
                        "1.000",
                        "0.996 to 1.004",
                        "1.00",
                        "Bind mount",
                        "1.21",
                        "1.20 to 1.22",
                        "0.006");
        assertThat(marks(svg)).containsExactly("slower", "no-difference", "no-difference", "no-difference", "slower");
        assertThat(classed(svg, "path", "whisker")).hasSize(3);
        assertThat(texts(svg, "m"))
                .contains(
                        "Of 4 benchmarks 1 took longer than before, 2 show no difference and 1 could not be compared.",
                        "npm-install no-volumes on linux stands only in the run after.",
                        "Linux: engine version: 27.3.1, now 28.0.0.");
    }

    @Test
    void whoDoesNotSeeItIsToldAllOfIt() throws Exception {
        var root = parsed(ComparisonSvg.of(ExampleComparison.slowerBindMount())).getDocumentElement();

        var title = (Element) Objects.requireNonNull(root.getFirstChild());
        var words = (Element) Objects.requireNonNull(title.getNextSibling());
        assertThat(root.getAttribute("role")).isEqualTo("img");
        assertThat(root.getAttribute("aria-labelledby"))
                .isEqualTo(title.getAttribute("id") + " " + words.getAttribute("id"));
        assertThat(title.getTextContent()).isEqualTo("Run 20261123t004512-7qx3fa compared with 20261122t004501-2mk9wd");
        assertThat(words.getTextContent())
                .startsWith("Of 4 benchmarks 1 took longer than before,")
                .contains(
                        "npm-install bind-mount on linux took 1.21 times as long as before (1.20 to 1.22, p = 0.006).")
                .endsWith("stands only in the run after. Linux: engine version: 27.3.1, now 28.0.0.");
    }

    @Test
    void everyOutcomeHasAShapeOfItsOwn() throws Exception {
        var svg = drawn(
                pair(new Scenario.Native(), 0.001, 0, 1.5, 1.4, 1.6),
                pair(new Scenario.NoVolumes(), 0.001, 0, 0.8, 0.7, 0.9),
                pair(new Scenario.BindMountVolume(), 0.4, 0, 1.01, 0.9, 1.1),
                pair(new Scenario.BindMount(), 0.4, 4, 1.7));

        var shapes = classed(svg, "path", "mark").stream()
                .map(mark -> mark.getAttribute("d").replaceFirst("M[0-9. ]+", ""))
                .distinct();
        assertThat(marks(svg).subList(4, 8)).containsExactly("slower", "faster", "no-difference", "too-few");
        assertThat(shapes).hasSize(4);
        assertThat(classed(svg, "path", "whisker")).hasSize(3);
        assertThat(texts(svg, "s")).contains("-");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0.999, 1.001",
        "1.02, 0.97, 1.08",
        "1.8, 0.1, 30",
        "0.2, 0.1, 0.3",
        "12, 11, 13",
        "2000, 0.001, 100000"
    })
    void nothingOverlapsHoweverWideOrNarrowTheIntervalIs(double ratio, double lower, double upper) throws Exception {
        var svg = drawn(pair(new Scenario.Native(), 0.2, 0, ratio, lower, upper));

        var ends = numbers(WHISKER, classed(svg, "path", "whisker").getFirst());
        assertThat(ends[0]).isBetween(200.0, ends[1]);
        assertThat(ends[1]).isLessThanOrEqualTo(560);
        assertThat(numbers(MARK, classed(svg, "path", "mark").getLast())[0]).isBetween(ends[0], ends[1]);
        var one = classed(svg, "path", "one");
        assertThat(one).hasSize(1);
        assertThat(tickLabels(svg)).extracting(Element::getTextContent).contains("1");
        var labels = tickLabels(svg);
        assertThat(labels).hasSizeBetween(3, 12);
        for (var i = 1; i < labels.size(); i++) {
            var room = Double.parseDouble(labels.get(i).getAttribute("x"))
                    - Double.parseDouble(labels.get(i - 1).getAttribute("x"));
            assertThat(room)
                    .isGreaterThan(7
                            * (labels.get(i).getTextContent().length()
                                    + labels.get(i - 1).getTextContent().length())
                            / 2.0);
        }
    }

    @Test
    void twiceAsLongLiesAsFarFromOneAsHalfAsLong() {
        var axis = RatioAxis.over(DoubleStream.of(0.5, 2), 0, 100);

        assertThat(axis.x(1)).isCloseTo(50, within(1e-9));
        assertThat(axis.x(2) - 50).isCloseTo(50 - axis.x(0.5), within(1e-9));
        assertThat(axis.ticks()).extracting(RatioAxis::words).containsExactly("0.5", "1", "2");
    }

    @Test
    void whereNothingCouldBeComparedThereIsNoAxis() throws Exception {
        var svg = parsed(ComparisonSvg.of(ExampleComparison.comparison(Sample::warmup)));

        assertThat(texts(svg, "p")).containsExactly("Not compared");
        assertThat(classed(svg, "path", "mark")).isEmpty();
        assertThat(texts(svg, "m"))
                .contains("npm-install native on host: not compared: The run before has no sample of it that counts.");
    }

    @Test
    void noNameBreaksOutOfItsText() throws Exception {
        var runtime = new Runtime(new Slug("odd"), "<b>\"&amp; \u001B[31mred\u0007]]>" + " long".repeat(20));
        var benchmark = new Benchmark(runtime, new Scenario.Native(), new Slug("work"), ExampleRun.DIGEST);
        var example = ExampleComparison.slowerBindMount();
        var text = ComparisonSvg.of(new RunComparison(
                example.before(),
                example.after(),
                List.of(
                        new Compared(benchmark, SIX, SIX, new Ratio(1, 1, Optional.empty()), 1, 0),
                        new NotComparable(benchmark, "<script>\u0000 & so on")),
                List.of()));

        assertThat(text).doesNotContain("<b>", "<script", "]]>").doesNotContainPattern("[\\p{Cc}&&[^\n]]");
        assertThat(texts(parsed(text), "m")).anyMatch(name -> name.startsWith("<b>\"&amp; red") && name.endsWith("…"));
    }
}
