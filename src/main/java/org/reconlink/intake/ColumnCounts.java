package org.reconlink.intake;

import java.util.List;

/** Counts the filled cells of a table, column by column. */
final class ColumnCounts {
    private final Columns columns;
    private final long[] filled;
    private long rows;

    ColumnCounts(Columns columns) {
        this.columns = columns;
        this.filled = new long[columns.headings().width()];
    }

    void add(TableRow row) {
        rows++;
        row.countFilled(filled);
    }

    long rows() {
        return rows;
    }

    List<ColumnFacts> facts() {
        return columns.facts(filled);
    }
}
