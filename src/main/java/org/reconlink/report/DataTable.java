package org.reconlink.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table in the making: caption, columns, rows in one or more groups. */
final class DataTable {
    /** A table of so few columns is set narrow, so that the eye keeps to its row. */
    private static final int FEW = 2;
    /** A table of so many may have to be scrolled, with the keyboard too. */
    private static final int MANY = 6;

    private final String caption;
    private final List<String> columns;
    private final List<Element> bodies = new ArrayList<>();
    private List<Element> rows = new ArrayList<>();
    private List<Element> firstCells = List.of();

    /** The first column is that of the rows' headings. */
    DataTable(String caption, String... columns) {
        this.caption = caption;
        this.columns = List.of(columns);
    }

    DataTable(String caption, List<String> columns) {
        this.caption = caption;
        this.columns = List.copyOf(columns);
    }

    /** A cell of figures, set right. */
    static Element figure(String text) {
        return Element.of("td", text).with("class", "n");
    }

    /** A cell of figures with its interval, which stands on a line of its own where there is no room. */
    static Element figure(String text, String interval) {
        return figure(text).add(new Text(" "), Element.of("span", interval).with("class", "interval"));
    }

    /** A cell of words, set left. */
    static Element words(String text) {
        return Element.of("td", text);
    }

    /** Begins a group of rows under a heading of its own. */
    DataTable group(String heading) {
        endGroup();
        rows.add(Element.of(
                        "tr",
                        Element.of("th", heading)
                                .with("scope", "rowgroup")
                                .with("colspan", String.valueOf(columns.size())))
                .with("class", "group"));
        return this;
    }

    DataTable row(String heading, Element... cells) {
        return row(heading, "", Arrays.asList(cells));
    }

    DataTable row(String heading, List<Element> cells) {
        return row(heading, "", cells);
    }

    /** A row whose heading carries its definition in small print. */
    DataTable row(String heading, String definition, List<Element> cells) {
        rows.add(Element.of("tr", heading(heading, definition)).add(labelled(cells)));
        if (firstCells.isEmpty()) {
            firstCells = List.copyOf(cells);
        }
        return this;
    }

    DataTable total(String heading, List<Element> cells) {
        rows.add(Element.of("tr", heading(heading, "")).add(labelled(cells)).with("class", "total"));
        return this;
    }

    /** Each cell tells its column, for narrow screens, on which a row becomes a list. */
    private List<Element> labelled(List<Element> cells) {
        List<Element> labelled = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            Element cell = cells.get(i);
            boolean named = columns.size() > FEW && i + 1 < columns.size();
            labelled.add(named ? cell.with("data-label", columns.get(i + 1)) : cell);
        }
        return labelled;
    }

    boolean isEmpty() {
        return bodies.isEmpty() && rows.isEmpty();
    }

    /** The table, in a frame that scrolls by itself on a narrow screen. */
    Element build() {
        endGroup();
        Element table = Element.of("table", Element.of("caption", caption), Element.of("thead", head()))
                .add(bodies);
        Element frame = Element.of("div", table).with("class", columns.size() > FEW ? "table" : "table narrow");
        return columns.size() < MANY
                ? frame
                : frame.with("tabindex", "0").with("role", "region").with("aria-label", caption);
    }

    private Element head() {
        List<Element> cells = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Element cell = Element.of("th", columns.get(i)).with("scope", "col");
            boolean figures = i > 0
                    && i <= firstCells.size()
                    && "n".equals(firstCells.get(i - 1).attributes().get("class"));
            cells.add(figures ? cell.with("class", "n") : cell);
        }
        return Element.of("tr", cells);
    }

    private static Element heading(String heading, String definition) {
        Element cell = Element.of("th", heading).with("scope", "row");
        return definition.isEmpty()
                ? cell
                : cell.add(Element.of("span", definition).with("class", "definition"));
    }

    private void endGroup() {
        if (!rows.isEmpty()) {
            bodies.add(Element.of("tbody", rows));
            rows = new ArrayList<>();
        }
    }
}
