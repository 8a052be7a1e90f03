package dev.mountmark.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An element of XML, in which a text is never more than a text.
final class Element {
    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<String> content = new ArrayList<>();

    Element(String name) {
        this.name = name;
    }

    Element with(String attribute, String value) {
        attributes.put(attribute, value);
        return this;
    }

    /// To a tenth: nobody sees less.
    Element with(String attribute, double value) {
        return with(
                attribute,
                BigDecimal.valueOf(value)
                        .setScale(1, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros()
                        .toPlainString());
    }

    Element add(Element child) {
        content.add(child.toString());
        return this;
    }

    Element add(List<Element> children) {
        children.forEach(this::add);
        return this;
    }

    Element text(String text) {
        content.add(escaped(text));
        return this;
    }

    @Override
    public String toString() {
        var start = new StringBuilder("<").append(name);
        attributes.forEach((attribute, value) -> start.append(' ')
                .append(attribute)
                .append("=\"")
                .append(escaped(value))
                .append('"'));
        return content.isEmpty()
                ? start + "/>"
                : start.append('>').append(String.join("", content)) + "</" + name + ">";
    }

    /// XML allows neither control characters nor halves of a pair, not even escaped.
    private static String escaped(String text) {
        var escaped = new StringBuilder();
        Wording.plain(text).codePoints().forEach(point -> {
            switch (point) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(allowed(point) ? point : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    private static boolean allowed(int point) {
        return Character.getType(point) != Character.SURROGATE && point != 0xFFFE && point != 0xFFFF;
    }
}
