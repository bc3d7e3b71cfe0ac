package org.reconlink.intake;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.Headings.HeadingRow;

/**
 * The rows of a CSV file below its headings, without names that are no data, as R and pandas number what they write. Where such
 * names have an empty heading, that is only said; where they have none, so that every row has one cell more than there are
 * headings, they are left out.
 */
final class RowNames implements Table {
    static final List<String> NAMES = List.of("surname", "forename", "full name");

    private final Table table;
    private final HeadingRow headings;
    private final IntPredicate noNumber;
    private final int[] names;
    private final Deque<TableRow> ahead = new ArrayDeque<>();
    private boolean begun;
    private boolean tooMany;
    private boolean underNothing;

    private RowNames(Table table, HeadingRow headings, IntPredicate noNumber, int[] names) {
        this.table = table;
        this.headings = headings;
        this.noNumber = noNumber;
        this.names = names;
    }

    /**
     * Of a table that was read up to its headings.
     *
     * @param noNumber whether a column holds what a small number alone cannot be
     * @param names positions of columns of names
     */
    static RowNames leftOut(Table table, HeadingRow headings, IntPredicate noNumber, int[] names) {
        return new RowNames(table, headings, noNumber, names);
    }

    /** The first two rows tell. */
    private void begin() throws IOException {
        begun = true;
        TableRow first = table.sheet() == null ? table.next() : null;
        if (first == null) {
            return;
        }
        ahead.add(first);
        boolean named = first.width() == headings.width() + 1
                && first.text(0).equals("1")
                && (noNumber.test(0) || aNameStandsBeside(first));
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

    /** Whether under a heading for names is a cell with digits, and the next one has letters alone: all cells are one too far right. */
    private boolean aNameStandsBeside(TableRow row) {
        return Arrays.stream(names)
                .anyMatch(column -> Texts.hasDigit(row.text(column))
                        && Texts.hasLetter(row.text(column + 1))
                        && !Texts.hasDigit(row.text(column + 1)));
    }

    /** Whether the rows have names that are left out, or stand under a blank heading. */
    boolean found() {
        return tooMany || underNothing;
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
            return table.sheet() == null ? Table.super.at(number, place) : table.at(number, place);
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
    public List<MergedCell> mergedCells() {
        return table.mergedCells();
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
        return table.format() + (found() ? ", names of rows in the first column" : "");
    }

    @Override
    public void close() throws IOException {
        table.close();
    }
}
