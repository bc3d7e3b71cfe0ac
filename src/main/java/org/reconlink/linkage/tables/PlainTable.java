package org.reconlink.linkage.tables;

import java.util.List;

/**
 * A table of text as it was read.
 *
 * @param name what messages call it
 * @param rows one cell for each heading; an empty cell is missing
 */
public record PlainTable(String name, List<String> headings, List<String[]> rows) {
    /** Copies the headings; the rows are shared. */
    public PlainTable {
        headings = List.copyOf(headings);
    }

    int column(String heading) {
        return headings.indexOf(heading);
    }

    @Override
    public String toString() {
        return name + ", " + rows.size() + " rows";
    }
}
