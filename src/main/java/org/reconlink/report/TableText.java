package org.reconlink.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table as a page shows it, in plain text: what leaves as CSV or in a document is what was shown, small counts withheld.
 *
 * @param columns one more in front, {@code Group}, where the rows stand in groups
 * @param rows a text for each column
 */
record TableText(String caption, List<String> columns, List<List<String>> rows) {
    private static final String GROUP = "Group";

    TableText {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** @param frame a table, or what {@link DataTable#build} puts around one */
    static TableText of(Element frame) {
        Element table = frame.name().equals("table") ? frame : child(frame, "table");
        List<String> columns = new ArrayList<>(texts(child(child(table, "thead"), "tr")));
        List<Element> bodies =
                elements(table).stream().filter(e -> e.name().equals("tbody")).toList();
        boolean grouped =
                bodies.stream().anyMatch(body -> isGroup(elements(body).get(0)));
        List<List<String>> rows = new ArrayList<>();
        for (Element body : bodies) {
            String group = "";
            for (Element row : elements(body)) {
                if (isGroup(row)) {
                    group = text(row);
                } else {
                    List<String> cells = new ArrayList<>(texts(row));
                    if (grouped) {
                        cells.add(0, group);
                    }
                    rows.add(cells);
                }
            }
        }
        if (grouped) {
            columns.add(0, GROUP);
        }
        return new TableText(text(child(table, "caption")), columns, rows);
    }

    /** Whether the first column tells the group of a row. */
    boolean isGrouped() {
        return columns.get(0).equals(GROUP);
    }

    /** Every table of a chapter's body, in order. */
    static List<TableText> all(List<? extends PagePart> body) {
        List<TableText> tables = new ArrayList<>();
        for (PagePart part : body) {
            if (part instanceof Element element) {
                if (element.name().equals("table")) {
                    tables.add(of(element));
                } else {
                    tables.addAll(all(element.children()));
                }
            }
        }
        return tables;
    }

    private static boolean isGroup(Element row) {
        return "group".equals(row.attributes().get("class"));
    }

    private static List<Element> elements(Element of) {
        return of.children().stream()
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList();
    }

    private static Element child(Element of, String name) {
        return elements(of).stream()
                .filter(e -> e.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + name + " in a " + of.name()));
    }

    private static List<String> texts(Element row) {
        return elements(row).stream().map(TableText::text).toList();
    }

    /** Definitions under a row's heading are left out. */
    static String text(PagePart part) {
        if (part instanceof Text text) {
            return text.value();
        }
        return part instanceof Element element
                        && !"definition".equals(element.attributes().get("class"))
                ? element.children().stream().map(TableText::text).collect(Collectors.joining())
                : "";
    }
}
