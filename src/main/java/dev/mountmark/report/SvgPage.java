package dev.mountmark.report;

import java.util.ArrayList;
import java.util.List;

/// An image that is written from top to bottom, like a page. It stands for itself: no script, no font and nothing else
/// is loaded, and it follows the reader's choice of dark or light.
final class SvgPage {
    static final int WIDTH = 900;
    static final int MARGIN = 24;
    static final int LINE = 16;

    /// Of small text in a line: fonts differ, so this leaves room.
    private static final int COLUMNS = 130;

    private static final String STYLE = """
            .mountmark{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;font-size:12px}
            .mountmark text{fill:#1f2328}
            .mountmark .h{font-size:18px;font-weight:600}
            .mountmark .p{font-size:14px;font-weight:600}
            .mountmark .s{font-size:13px}
            .mountmark .m{fill:#59636e}
            .mountmark .page{fill:#fff}
            .mountmark .grid{stroke:#d1d9e0}
            .mountmark .zero{stroke:#59636e}
            .mountmark .halo{fill:none;stroke:#fff;stroke-width:4.5}
            .mountmark .whisker{fill:none;stroke:#1f2328;stroke-width:1.5}
            @media (prefers-color-scheme:dark){
            .mountmark text{fill:#e6edf3}
            .mountmark .m{fill:#9198a1}
            .mountmark .page{fill:#0d1117}
            .mountmark .grid{stroke:#30363d}
            .mountmark .zero{stroke:#9198a1}
            .mountmark .halo{stroke:#0d1117}
            .mountmark .whisker{stroke:#e6edf3}
            }
            """;

    private final List<Element> drawn = new ArrayList<>();
    private int y = MARGIN;

    /// How far down the page is written.
    int y() {
        return y;
    }

    void down(int pixels) {
        y += pixels;
    }

    void add(Element element) {
        drawn.add(element);
    }

    void headline(String words) {
        y += 10;
        text("h", MARGIN, y, words);
        y += 4;
    }

    /// @param space above it, to the line before
    void heading(String words, int space) {
        y += space;
        text("p", MARGIN, y, words);
    }

    /// Small text, in as many lines as it needs.
    void paragraph(String words) {
        for (var line : Wording.wrapped(words, "", "    ", COLUMNS)) {
            y += LINE;
            text("m", line.startsWith(" ") ? MARGIN + 12 : MARGIN, y, line.strip());
        }
    }

    void text(String kind, double x, double baseline, String words) {
        add(label(kind, x, baseline, "start").text(words));
    }

    /// A text that is still to be written.
    static Element label(String kind, double x, double baseline, String anchor) {
        var label = new Element("text").with("class", kind).with("x", x).with("y", baseline);
        return anchor.equals("start") ? label : label.with("text-anchor", anchor);
    }

    /// A line across, with a short one at each end, on a halo that keeps it apart from what it crosses.
    static List<Element> whisker(double from, double to, double middle) {
        var left = Wording.number(from, 1);
        var right = Wording.number(to, 1);
        var top = Wording.number(middle - 4, 1);
        var path = "M" + left + " " + top + "v8M" + right + " " + top + "v8M" + left + " " + Wording.number(middle, 1)
                + "H" + right;
        return List.of(
                new Element("path").with("class", "halo").with("d", path),
                new Element("path").with("class", "whisker").with("d", path));
    }

    /// @param id tells it apart from others in the same document
    /// @param title what it shows
    /// @param words all of it, for those who do not see it
    /// @param style of what is not on every page
    String image(String id, String title, String words, String style) {
        var height = y + MARGIN / 2;
        var names = List.of("mountmark-title-" + id, "mountmark-words-" + id);
        return new Element("svg")
                        .with("xmlns", "http://www.w3.org/2000/svg")
                        .with("class", "mountmark")
                        .with("width", WIDTH)
                        .with("height", height)
                        .with("viewBox", "0 0 " + WIDTH + " " + height)
                        .with("role", "img")
                        .with("aria-labelledby", String.join(" ", names))
                        .add(new Element("title").with("id", names.getFirst()).text(title))
                        .add(new Element("desc").with("id", names.getLast()).text(words))
                        .add(new Element("style").text(STYLE + style))
                        .add(new Element("rect")
                                .with("class", "page")
                                .with("width", WIDTH)
                                .with("height", height))
                        .add(drawn)
                + "\n";
    }
}
