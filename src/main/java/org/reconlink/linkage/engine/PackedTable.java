package org.reconlink.linkage.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of one file, a word each column. */
public final class PackedTable {
    private final Columns columns;
    private final RowStore store;
    private final int rows;

    PackedTable(Columns columns, RowStore store) {
        this.columns = columns;
        this.store = store;
        this.rows = store.size();
    }

    /** The columns that this table shares with the one it is linked to. */
    public Columns columns() {
        return columns;
    }

    /** Number of rows, from 0. */
    public int rows() {
        return rows;
    }

    /** Word of a value: 0 is missing, and equal words of one kind are equal values. */
    public long word(int row, int column) {
        return store.chunk(row)[store.at(row) + column];
    }

    /** Writes the words of a row, one a column, from {@code at}. */
    public void copyRow(int row, long[] into, int at) {
        System.arraycopy(store.chunk(row), store.at(row), into, at, columns.size());
    }

    /** How often each value of a column occurs. */
    public ValueCounts frequencies(String column) {
        ValueTally tally = new ValueTally(this, column);
        tally.add(this);
        return ValueCounts.of(tally);
    }

    /** Distinct rows of some columns, all others missing, with the number of rows of each. */
    public DistinctRows distinct(List<String> kept) {
        List<Integer> places = kept.stream().map(columns::index).toList();
        Integer[] order = new Integer[rows];
        Arrays.setAll(order, row -> row);
        Arrays.sort(order, (a, b) -> compare(places, a, b));
        TableBuilder builder = columns.table();
        List<Long> counts = new ArrayList<>();
        long[] words = new long[columns.size()];
        int begin = 0;
        for (int i = 1; i <= rows; i++) {
            if (i == rows || compare(places, order[i - 1], order[i]) != 0) {
                copyRow(order[begin], words, 0);
                builder.addRow(words, places);
                counts.add((long) i - begin);
                begin = i;
            }
        }
        return new DistinctRows(
                builder.build(), counts.stream().mapToLong(Long::longValue).toArray());
    }

    private int compare(List<Integer> places, int left, int right) {
        for (int place : places) {
            int order = Long.compare(word(left, place), word(right, place));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** Chunk that holds a row's words, from {@link #at}. */
    long[] chunk(int row) {
        return store.chunk(row);
    }

    int at(int row) {
        return store.at(row);
    }
}
