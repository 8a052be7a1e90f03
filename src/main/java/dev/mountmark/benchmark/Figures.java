package dev.mountmark.benchmark;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// How figures are written, whoever says them: with as few digits as tell them.
public final class Figures {
    private static final MathContext TWO_DIGITS = new MathContext(2);

    private Figures() {}

    /// `0.0027`, `1.5`, `13`.
    public static String rough(double value) {
        return new BigDecimal(value).round(TWO_DIGITS).toPlainString();
    }

    /// `5 %`, `0.5 %`.
    ///
    /// @param share 1 for all of it
    public static String percent(double share) {
        return new BigDecimal(share * 100)
                        .round(TWO_DIGITS)
                        .stripTrailingZeros()
                        .toPlainString() + " %";
    }

    /// `p = 0.34`, `p = 0.004`, `p < 0.001`.
    public static String pValue(double p) {
        return p < 0.001 ? "p < 0.001" : String.format(Locale.ROOT, p < 0.01 ? "p = %.3f" : "p = %.2f", p);
    }
}
