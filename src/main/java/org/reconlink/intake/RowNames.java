package org.reconlink.intake;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV file below its headings, without names that are no data, as R and pandas number what they write. Where such
 * names have an empty heading, that is only said; where they have none, so that every row has one cell more than there are
 * headings, they are left out.
 */
final class RowNames implements Table {
    private final Table table;
    private final Columns columns;
    private final Deque<TableRow> ahead = new ArrayDeque<>();
    private boolean begun;
    private boolean tooMany;
    private boolean underNothing;

    private RowNames(Table table, Columns columns) {
        this.table = table;
        this.columns = columns;
    }

    /** Of a table that was read up to its headings. */
    static Table leftOut(Table table, Columns columns) {
        return table.sheet() == null ? new RowNames(table, columns) : table;
    }

    /** The first two rows tell. */
    private void begin() throws IOException {
        begun = true;
        TableRow first = table.next();
        if (first == null) {
            return;
        }
        ahead.add(first);
        HeadingRow headings = columns.headings();
        boolean named = first.width() == headings.width() + 1
                && first.text(0).equals("1")
                && (columns.isOfNames(0) || columns.aNameStandsBeside(first));
        TableRow second = named ? table.next() : null;
        if (second != null) {
            ahead.add(second);
        }
        tooMany = named
                && (second == null
                        || (second.width() == first.width() && second.text(0).equals("2")));
        underNothing = headings.cells().get(0).isEmpty()
                && (first.text(0).equals("0") || first.text(0).equals("1"));
    }

    @Override
    public @Nullable TableRow next() throws IOException {
        if (!begun) {
            begin();
        }
        return named(ahead.isEmpty() ? table.next() : ahead.poll());
    }

    @Override
    public @Nullable TableRow at(long number, long place) throws IOException {
        if (place < 0) {
            return Table.super.at(number, place);
        }
        if (!begun) {
            begin();
        }
        ahead.clear();
        return named(table.at(number, place));
    }

    private @Nullable TableRow named(@Nullable TableRow row) {
        return row != null && tooMany && row.width() > 0 ? row.withoutFirst() : row;
    }

    @Override
    public @Nullable String sheet() {
        return table.sheet();
    }

    @Override
    public int sheets() {
        return table.sheets();
    }

    @Override
    public String format() {
        return table.format() + (tooMany || underNothing ? ", names of rows in the first column" : "");
    }

    @Override
    public void close() throws IOException {
        table.close();
    }
}
