package dev.mountmark.report;

/// How many columns of a terminal a text takes: none for what is drawn onto the character before, two for the wide
/// characters of East Asia and for emoji (Unicode Standard Annex 11), one for all others. What a terminal draws of
/// several characters joined into one may be narrower.
public final class Columns {
    /// Below it stands nothing but narrow letters, which is what most texts have.
    private static final int FIRST_OTHER = 0x300;

    /// First and last of each range, ascending: the blocks in which all that is assigned is wide, gaps included.
    private static final int[] WIDE = {
        0x1100, 0x115F, // Hangul, the consonants that begin a syllable
        0x2329, 0x232A,
        0x2E80, 0x303E, // radicals, punctuation
        0x3041, 0x3247, // Hiragana, Katakana, Bopomofo, Hangul
        0x3250, 0xA4CF, // ideographs, Yi
        0xA960, 0xA97F,
        0xAC00, 0xD7A3, // Hangul
        0xF900, 0xFAFF,
        0xFE10, 0xFE19,
        0xFE30, 0xFE6F,
        0xFF01, 0xFF60, // Latin and punctuation as wide as ideographs
        0xFFE0, 0xFFE6,
        0x16FE0, 0x18DFF, // Tangut, Khitan
        0x1AFF0, 0x1B2FF, // Kana, Nushu
        0x1F200, 0x1F2FF,
        0x20000, 0x3FFFD // ideographs
    };

    private Columns() {}

    public static int of(String text) {
        return text.codePoints().map(Columns::of).sum();
    }

    private static int of(int point) {
        if (point < FIRST_OTHER) {
            return 1;
        }
        if (isDrawnOnto(point)) {
            return 0;
        }
        return isWide(point) ? 2 : 1;
    }

    /// Where a text has to end to take at most so many columns: an index, never between the parts of a character.
    static int end(String text, int columns) {
        var end = 0;
        var left = columns;
        while (end < text.length()) {
            var point = text.codePointAt(end);
            left -= of(point);
            if (left < 0) {
                break;
            }
            end += Character.charCount(point);
        }
        return end;
    }

    private static boolean isDrawnOnto(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> true;
            // Vowels and final consonants of Hangul, which join the syllable.
            default -> point >= 0x1160 && point <= 0x11FF || point >= 0xD7B0 && point <= 0xD7FB;
        };
    }

    private static boolean isWide(int point) {
        for (var i = 0; i < WIDE.length && WIDE[i] <= point; i += 2) {
            if (point <= WIDE[i + 1]) {
                return true;
            }
        }
        return Character.isEmojiPresentation(point) && !isHalfOfFlag(point);
    }

    /// Two of them make a flag, which is as wide as one emoji.
    private static boolean isHalfOfFlag(int point) {
        return point >= 0x1F1E6 && point <= 0x1F1FF;
    }
}
