package dev.mountmark.report;

import static dev.mountmark.report.SvgDocument.classed;
import static dev.mountmark.report.SvgDocument.parsed;
import static dev.mountmark.report.SvgDocument.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mountmark.benchmark.Failure;
import dev.mountmark.benchmark.Phase;
import dev.mountmark.benchmark.Results;
import dev.mountmark.benchmark.Run;
import dev.mountmark.benchmark.RunState;
import dev.mountmark.benchmark.Scenario;
import dev.mountmark.benchmark.Slug;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class SvgReportTest {
    private static final List<Published> ARTICLE =
            List.of(Published.named("article-2025").orElseThrow());

    @Test
    void eachBenchmarkIsABarInItsScenarioWithItsMedian() throws Exception {
        var run = ExampleRun.succeeded();

        var svg = parsed(SvgReport.of(run, ExampleRun.results(run, ExampleRun.samples()), List.of()));

        assertThat(texts(svg, "v")).containsExactly("5.31 s", "5.30 s", "5.22 s", "9.52 s");
        assertThat(texts(svg, "s"))
                .containsExactly("Host", "Linux", "Native", "No volumes", "Bind mount + volume", "Bind mount");
        assertThat(classed(svg, "path", "whisker")).hasSize(4);
        assertThat(widths(svg).mapToObj(width -> Math.round(width / 58))).containsExactly(5L, 5L, 5L, 10L);
        assertThat(texts(svg, "m"))
                .contains("0", "2", "10", "Whiskers: where the median lies with at least 95 % confidence.");
    }

    @Test
    void whoDoesNotSeeItIsToldAllOfIt() throws Exception {
        var run = ExampleRun.succeeded();

        var root = parsed(SvgReport.of(run, ExampleRun.results(run, ExampleRun.samples()), List.of()))
                .getDocumentElement();

        assertThat(root.getAttribute("role")).isEqualTo("img");
        var title = (Element) root.getFirstChild();
        var words = (Element) title.getNextSibling();
        assertThat(root.getAttribute("aria-labelledby"))
                .isEqualTo(title.getAttribute("id") + " " + words.getAttribute("id"));
        assertThat(title.getTextContent()).isEqualTo("Run 20261123t004512-7qx3fa on build-1");
        assertThat(words.getTextContent())
                .startsWith("npm-install: median, in seconds. Native: Host: 5.31 s, 5.29 to 5.36, n = 6. ")
                .endsWith("Bind mount: Linux: 9.52 s, 9.41 to 9.63, n = 6.");
    }

    @Test
    void eachRuntimeHasOneColourAndEachWorkloadAPanel() throws Exception {
        var wide = WideRun.of(
                10, List.of(new Slug("npm-install"), new Slug("stat-files")), "Lima", "Docker-VZ", "Docker-VZ-sync");

        var svg = parsed(SvgReport.of(wide.run(), Results.of(wide.run(), wide.samples()), List.of()));

        assertThat(texts(svg, "p"))
                .containsExactly(
                        "npm-install: median, in seconds", "stat-files: median, in seconds", "System information");
        assertThat(texts(svg, "v")).hasSize(20);
        assertThat(classed(svg, "rect", "bar").stream()
                        .map(bar -> bar.getAttribute("fill"))
                        .distinct())
                .hasSize(4);
    }

    @Test
    void moreRuntimesThanColoursAreToldApartByTheirEdge() throws Exception {
        var names =
                IntStream.range(0, 9).mapToObj(number -> "Runtime " + number).toArray(String[]::new);
        var wide = WideRun.of(6, List.of(new Slug("npm-install")), names);

        var svg = parsed(SvgReport.of(wide.run(), Results.of(wide.run(), wide.samples()), List.of()));

        var looks = classed(svg, "rect", "bar").stream()
                .map(bar -> bar.getAttribute("fill") + " " + bar.getAttribute("class"))
                .distinct();
        assertThat(looks).hasSize(10);
    }

    @Test
    void runtimesWithTheSameNameAreTwo() throws Exception {
        var wide = WideRun.of(6, List.of(new Slug("npm-install")), "Docker", "Docker");

        var svg = parsed(SvgReport.of(wide.run(), Results.of(wide.run(), wide.samples()), List.of()));

        assertThat(texts(svg, "s").subList(0, 3)).containsExactly("Host", "Docker", "Docker");
    }

    @Test
    void whatHasNoResultOrNoIntervalSaysSo() throws Exception {
        var failure = new Failure(Failure.Category.IMAGE, Phase.BUILD, "the build ended with exit code 1");
        var run = new Run(
                ExampleRun.ID,
                new RunState.Failed(ExampleRun.STARTED, ExampleRun.ENDED, "1 of 2 benchmarks has no result."),
                new TreeMap<>(),
                ExampleRun.PLAN,
                ExampleRun.SUBMITTED,
                "build-1",
                List.of(
                        new Run.Cell(ExampleRun.benchmark(new Scenario.Native()), null, Map.of()),
                        new Run.Cell(ExampleRun.benchmark(new Scenario.BindMount()), failure, Map.of())));
        var samples = List.of(ExampleRun.sample(1, 2, new Scenario.Native(), null));

        var svg = parsed(SvgReport.of(run, ExampleRun.results(run, samples), List.of()));

        assertThat(texts(svg, "v")).containsExactly("5.29 s (n = 1)");
        assertThat(texts(svg, "none")).containsExactly("failed");
        assertThat(classed(svg, "path", "whisker")).isEmpty();
        assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
                .contains("Bind mount: Linux: the build ended with exit code 1.");
        assertThat(texts(svg, "m"))
                .contains("Whiskers: where the median lies with at least 95 % confidence; n below 6 carries none.")
                .anyMatch(line -> line.startsWith("failed after 6 min 2 s: 1 of 2 benchmarks has no result. Plan"));
    }

    @Test
    void aRunThatHasNotBegunIsAnImageToo() throws Exception {
        var run = ExampleRun.run(new RunState.Queued());

        var svg = parsed(SvgReport.of(run, ExampleRun.results(run, List.of()), List.of()));

        assertThat(texts(svg, "none")).containsExactly("pending", "pending", "pending", "pending");
    }

    @Test
    void whatWasPublishedHasAPanelOfItsOwnOnTheSameScale() throws Exception {
        var run = ExampleRun.succeeded();

        var svg = parsed(SvgReport.of(run, ExampleRun.results(run, ExampleRun.samples()), ARTICLE));

        assertThat(texts(svg, "p"))
                .contains("npm-install: average, in seconds, as published in article-2025, not measured here");
        assertThat(texts(svg, "s")).contains("Linux", "Linux (published)");
        assertThat(classed(svg, "path", "whisker")).hasSize(4);
        var bars = widths(svg).toArray();
        assertThat(bars).hasSize(24);
        // Docker-VZ with a bind mount, 9.53 s, beside 9.515 s that were measured.
        assertThat(bars[20]).isCloseTo(bars[3] * 9.53 / 9.515, Offset.offset(0.1));
    }

    @Test
    void noNameBreaksOutOfItsText() throws Exception {
        var text = SvgReport.of(HostileRun.RUN, HostileRun.results(), List.of());

        assertThat(text).doesNotContain("<b>", "<script", "]]>").doesNotContainPattern("[\\p{Cc}&&[^\n]]");
        assertThat(texts(parsed(text), "s").getFirst())
                .startsWith("=1+1|<b>\"&amp; red")
                .endsWith("…");
        assertThat(parsed(text).getElementsByTagName("script").getLength()).isZero();
    }

    /// Of the bars, without the squares of the legend.
    private static DoubleStream widths(Document svg) {
        return classed(svg, "rect", "bar").stream()
                .filter(bar -> bar.getAttribute("height").equals("16"))
                .mapToDouble(bar -> Double.parseDouble(bar.getAttribute("width")));
    }
}
