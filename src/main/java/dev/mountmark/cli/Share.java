package dev.mountmark.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a share as people say it: `10%`.
final class Share implements ITypeConverter<Double> {
    private static final Pattern PERCENT = Pattern.compile("(\\d+(?:\\.\\d+)?) ?%");
    private static final int WHOLE = 100;

    @Override
    public Double convert(String text) {
        var percent = PERCENT.matcher(text);
        if (!percent.matches()) {
            throw new TypeConversionException("expected a share like 10%, got " + text);
        }
        return Double.parseDouble(percent.group(1)) / WHOLE;
    }
}
