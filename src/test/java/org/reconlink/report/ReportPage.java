package org.reconlink.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A report as its reader sees it: read as XML, so that one that is not well-formed fails every test. */
final class ReportPage {
    private final Document document;

    private ReportPage(Document document) {
        this.document = document;
    }

    static ReportPage parse(Path file) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            return new ReportPage(factory.newDocumentBuilder().parse(file.toFile()));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(e);
        }
    }

    String text() {
        return document.getDocumentElement().getTextContent();
    }

    /** What stands in cells, key figures, paragraphs and pictures, each by itself. */
    List<String> pieces() {
        return Stream.of("td", "dd", "p", "text")
                .flatMap(tag -> texts(document.getDocumentElement(), tag).stream())
                .toList();
    }

    /** The paragraphs of the section of that class, notes left out. */
    List<String> paragraphs(String section) {
        return elements(document.getDocumentElement(), "section").stream()
                .filter(s -> s.getAttribute("class").equals(section))
                .flatMap(s -> elements(s, "p").stream())
                .filter(p -> p.getAttribute("class").isEmpty())
                .map(p -> p.getTextContent().strip())
                .toList();
    }

    List<String> captions() {
        return texts(document.getDocumentElement(), "caption");
    }

    /** The sentences of all lists. */
    List<String> items() {
        return texts(document.getDocumentElement(), "li");
    }

    /** The row headings of the table with that caption, without their definitions. */
    List<String> headings(String caption) {
        return rows(caption).stream().map(ReportPage::heading).toList();
    }

    /** The cells after the row heading. */
    List<String> row(String caption, String heading) {
        Element row = rows(caption).stream()
                .filter(r -> heading(r).equals(heading))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row " + heading + " but " + headings(caption)));
        return texts(row, "td");
    }

    /** The cells under each group's heading. */
    Map<String, List<String>> groups(String caption) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        for (Element body : elements(table(caption), "tbody")) {
            groups.put(texts(body, "th").get(0), texts(body, "td"));
        }
        return groups;
    }

    /** A figure in words. */
    record Picture(String title, String description, String caption) {}

    List<Picture> pictures() {
        return elements(document.getDocumentElement(), "figure").stream()
                .map(f -> new Picture(only(f, "title"), only(f, "desc"), only(f, "figcaption")))
                .toList();
    }

    /** The words in the picture of that title. */
    List<String> labels(String title) {
        return elements(document.getDocumentElement(), "figure").stream()
                .filter(f -> only(f, "title").equals(title))
                .flatMap(f -> texts(f, "text").stream())
                .toList();
    }

    private static String only(Element in, String tag) {
        return texts(in, tag).get(0);
    }

    private List<Element> rows(String caption) {
        return elements(table(caption), "tr").stream()
                .filter(tr -> elements(tr, "th").stream()
                        .anyMatch(th -> th.getAttribute("scope").equals("row")))
                .toList();
    }

    private Element table(String caption) {
        return elements(document.getDocumentElement(), "table").stream()
                .filter(t -> texts(t, "caption").contains(caption))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no table " + caption + " but " + captions()));
    }

    private static String heading(Element row) {
        Node first = elements(row, "th").get(0).getFirstChild();
        return first.getTextContent();
    }

    private static List<String> texts(Element in, String tag) {
        return elements(in, tag).stream().map(e -> e.getTextContent().strip()).toList();
    }

    private static List<Element> elements(Element in, String tag) {
        NodeList found = in.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }
}
