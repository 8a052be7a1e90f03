package dev.mountmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mountmark.benchmark.Results;
import dev.mountmark.benchmark.Slug;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnsTest {
    @Test
    void aLetterTakesOneColumnAndAnIdeographTwo() {
        assertThat(Columns.of("Linux")).isEqualTo(5);
        assertThat(Columns.of("Größe ±5 % …")).isEqualTo(12);
        assertThat(Columns.of("開発機")).isEqualTo(6);
        assertThat(Columns.of("リナックス")).isEqualTo(10);
        assertThat(Columns.of("ﾘﾅｯｸｽ")).isEqualTo(5);
        assertThat(Columns.of("리눅스")).isEqualTo(6);
        assertThat(Columns.of("Ｌｉｎｕｘ")).isEqualTo(10);
        assertThat(Columns.of("𠮷")).isEqualTo(2);
        assertThat(Columns.of("🐳🚀")).isEqualTo(4);
    }

    @Test
    void whatIsDrawnOntoAnotherCharacterTakesNone() {
        assertThat(Columns.of("Gro\u0308\u00DFe")).isEqualTo(5);
        assertThat(Columns.of("\u1112\u1161\u11AB")).isEqualTo(2);
        assertThat(Columns.of("a\u200Bb")).isEqualTo(2);
        assertThat(Columns.of("🇯🇵")).isEqualTo(2);
    }

    @Test
    void aTextIsShortenedToItsColumnsAndNeverInsideACharacter() {
        assertThat(Wording.shortened("開発機の一", 10)).isEqualTo("開発機の一");
        assertThat(Wording.shortened("開発機の一", 9)).isEqualTo("開発機の…");
        assertThat(Wording.shortened("開発機の一", 8)).isEqualTo("開発機…");
        assertThat(Wording.shortened("🐳🐳🐳", 4)).isEqualTo("🐳…");
        assertThat(Wording.shortened("no\u0308ch etwas", 4)).isEqualTo("no\u0308c…");
    }

    @Test
    void wideTextIsBrokenWhereTheLineIsFull() {
        assertThat(Wording.wrapped("開発機 " + "漢".repeat(60), "- ", "  "))
                .containsExactly("- 開発機", "  " + "漢".repeat(49), "  " + "漢".repeat(11));
    }

    @Test
    void columnsStandBelowEachOtherWhateverTheNames() {
        var wide = WideRun.of(6, List.of(new Slug("npm-install")), "開発機", "🐳 Docker", "리눅스の開発機の一番長い名前と更に長い");

        var report = TextReport.of(wide.run(), Results.of(wide.run(), wide.samples()));

        var rows = report.lines()
                .filter(line -> line.contains("█") || line.startsWith("--------"))
                .toList();
        assertThat(rows).hasSize(11);
        assertThat(rows).allSatisfy(row -> assertThat(Columns.of(row)).isLessThanOrEqualTo(Wording.WIDTH));
        var second = Columns.of(rows.getFirst().substring(0, rows.getFirst().indexOf("  ") + 2));
        assertThat(rows.subList(1, rows.size()))
                .allSatisfy(row -> assertThat(row.substring(Columns.end(row, second)))
                        .matches("(Native|No volumes|Bind mount).*"));
    }
}
