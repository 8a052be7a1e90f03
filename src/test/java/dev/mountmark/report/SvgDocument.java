package dev.mountmark.report;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/// An image as a parser reads it.
final class SvgDocument {
    private SvgDocument() {}

    static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    static List<Element> classed(Document svg, String name, String kind) {
        var found = svg.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(index -> (Element) found.item(index))
                .filter(element ->
                        Stream.of(element.getAttribute("class").split(" ")).anyMatch(kind::equals))
                .toList();
    }

    static List<String> texts(Document svg, String kind) {
        return classed(svg, "text", kind).stream().map(Element::getTextContent).toList();
    }
}
