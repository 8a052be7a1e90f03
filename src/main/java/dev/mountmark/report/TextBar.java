package dev.mountmark.report;

/// A bar of block characters, to an eighth of a column.
final class TextBar {
    private static final String EIGHTHS = "▏▎▍▌▋▊▉█";
    private static final String WHOLE = "█";

    /// Another look for what was not measured here.
    private static final String SHADE = "░";

    private TextBar() {}

    /// @param value above 0, at most `longest`
    /// @param longest what fills the space
    /// @param space in columns
    /// @return never empty: something that took time is not nothing
    static String solid(double value, double longest, int space) {
        var eighths = Math.max(1, (int) Math.round(8.0 * space * value / longest));
        return WHOLE.repeat(eighths / 8) + (eighths % 8 == 0 ? "" : EIGHTHS.substring(eighths % 8 - 1, eighths % 8));
    }

    /// The same in whole columns: a shade has no eighths.
    static String shaded(double value, double longest, int space) {
        return SHADE.repeat(Math.max(1, (int) Math.round(space * value / longest)));
    }
}
