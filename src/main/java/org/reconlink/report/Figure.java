package org.reconlink.report;

import java.util.List;

/**
 * A picture with its caption and the numbers that it is drawn from, which obey the disclosure rule as it does.
 *
 * @param picture as {@link Svg#picture} makes it
 * @param columns of the numbers
 * @param rows of the numbers, a text for each column
 */
record Figure(Element picture, String caption, List<String> columns, List<List<String>> rows) implements PagePart {
    Figure {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** Drawn from the numbers of the table that stands beside it. */
    static Figure of(Element picture, String caption, Element table) {
        TableText numbers = TableText.of(table);
        return new Figure(picture, caption, numbers.columns(), numbers.rows());
    }

    /** What its files are called. */
    String name() {
        return Svg.id(picture);
    }

    @Override
    public void writeTo(StringBuilder out) {
        Element.of("figure", picture, Element.of("figcaption", caption))
                .with("class", Svg.isColumn(picture) ? "column" : "page")
                .writeTo(out);
    }
}
