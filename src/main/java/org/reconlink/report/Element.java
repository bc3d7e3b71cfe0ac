package org.reconlink.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An element with attributes and children; immutable, so {@code with} and {@code add} give a new one. */
record Element(String name, Map<String, String> attributes, List<PagePart> children) implements PagePart {
    private static final Set<String> WITHOUT_CONTENT = Set.of("meta", "br");

    /** Elements that end their line, so that two reports can be compared line by line. */
    private static final Set<String> BLOCKS = Set.of(
            "html",
            "head",
            "body",
            "title",
            "meta",
            "style",
            "header",
            "nav",
            "details",
            "summary",
            "main",
            "section",
            "footer",
            "h1",
            "h2",
            "h3",
            "p",
            "ul",
            "li",
            "dl",
            "div",
            "dt",
            "dd",
            "figure",
            "figcaption",
            "table",
            "caption",
            "thead",
            "tbody",
            "tr",
            "svg",
            "g",
            "desc");

    Element {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        children = List.copyOf(children);
    }

    static Element of(String name, PagePart... children) {
        return new Element(name, Map.of(), Arrays.asList(children));
    }

    static Element of(String name, String text) {
        return of(name, new Text(text));
    }

    static Element of(String name, List<? extends PagePart> children) {
        return new Element(name, Map.of(), List.copyOf(children));
    }

    Element with(String attribute, String value) {
        Map<String, String> more = new LinkedHashMap<>(attributes);
        more.put(attribute, value);
        return new Element(name, more, children);
    }

    Element add(PagePart... further) {
        return add(Arrays.asList(further));
    }

    Element add(List<? extends PagePart> further) {
        List<PagePart> more = new ArrayList<>(children);
        more.addAll(further);
        return new Element(name, attributes, more);
    }

    @Override
    public void writeTo(StringBuilder out) {
        out.append('<').append(name);
        attributes.forEach((key, value) -> {
            out.append(' ').append(key).append("=\"");
            Text.escapeAttribute(value, out);
            out.append('"');
        });
        if (WITHOUT_CONTENT.contains(name)) {
            out.append("/>");
        } else {
            out.append('>');
            children.forEach(child -> child.writeTo(out));
            out.append("</").append(name).append('>');
        }
        if (BLOCKS.contains(name)) {
            out.append('\n');
        }
    }
}
