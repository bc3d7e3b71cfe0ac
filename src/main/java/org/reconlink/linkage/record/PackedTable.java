package org.reconlink.linkage.record;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.ints.IntComparator;
import it.unimi.dsi.fastutil.longs.Long2LongMap;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows of one file, a word each column. */
public final class PackedTable implements TableValues {
    private final PackedColumns columns;
    private final RowStore store;
    private final int rows;
    /** By column, those that were counted. */
    private final @Nullable ValueCounts[] frequencies;

    PackedTable(PackedColumns columns, RowStore store) {
        this.columns = columns;
        this.store = store;
        this.rows = store.size();
        this.frequencies = new @Nullable ValueCounts[columns.size()];
    }

    @Override
    public PackedColumns columns() {
        return columns;
    }

    @Override
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

    /** Some of the rows as a table of their own. */
    public PackedTable only(int[] kept) {
        RowStore some = new RowStore(columns.size());
        long[] words = new long[columns.size()];
        for (int row : kept) {
            copyRow(row, words, 0);
            some.add(words);
        }
        return new PackedTable(columns, some);
    }

    /** The rows of this table and then those of another that shares its columns. */
    public PackedTable and(PackedTable other) {
        RowStore both = new RowStore(columns.size());
        long[] words = new long[columns.size()];
        for (PackedTable table : List.of(this, other)) {
            for (int row = 0; row < table.rows; row++) {
                table.copyRow(row, words, 0);
                both.add(words);
            }
        }
        return new PackedTable(columns, both);
    }

    @Override
    public ValueCounts frequencies(String column) {
        int index = columns.index(
                column,
                "counting values",
                ColumnKind.NAME,
                ColumnKind.CATEGORY,
                ColumnKind.DATE,
                ColumnKind.POSTCODE,
                ColumnKind.ID,
                ColumnKind.NUMBER);
        ValueCounts counts = frequencies[index];
        if (counts == null) {
            counts = ValueCounts.of(this, index);
            frequencies[index] = counts;
        }
        return counts;
    }

    /** Counts the values of all columns that {@link #frequencies} counts, a column a task. */
    public void countValues(int threads) {
        int[] counted = IntStream.range(0, columns.size())
                .filter(column -> columns.kind(column) != ColumnKind.SET && columns.kind(column) != ColumnKind.DAYS)
                .toArray();
        Parallel.run(threads, counted.length, thread -> task -> {
            String column = columns.list().get(counted[task]).name();
            frequencies(column);
        });
    }

    @Override
    public void forgetFrequencies() {
        Arrays.fill(frequencies, null);
    }

    /** Vectors of more than 40 columns have no number, so that a word has room. */
    @Override
    public Long2LongMap present() {
        Long2LongOpenHashMap byPresent = new Long2LongOpenHashMap();
        int width = columns.size();
        long last = 0;
        long alike = 0;
        for (int row = 0; row < rows; row++) {
            long[] words = store.chunk(row);
            int at = store.at(row);
            long present = 0;
            for (int c = 0; c < width; c++) {
                present |= words[at + c] != 0 ? 1L << c : 0;
            }
            if (present != last) {
                byPresent.addTo(last, alike);
                last = present;
                alike = 0;
            }
            alike++;
        }
        byPresent.addTo(last, alike);
        return byPresent;
    }

    @Override
    public DistinctRows distinct(List<String> kept) {
        int[] places = kept.stream().mapToInt(columns::index).toArray();
        ContentOrder order = new ContentOrder(columns);
        int[] sorted = new int[rows];
        Arrays.setAll(sorted, row -> row);
        IntArrays.quickSort(sorted, (left, right) -> byWords(places, left, right));
        int[] firsts = firsts(sorted, (left, right) -> byWords(places, left, right));
        Integer[] groups = new Integer[firsts.length - 1];
        Arrays.setAll(groups, group -> group);
        Comparator<Integer> byContent =
                (left, right) -> byContent(order, places, sorted[firsts[left]], sorted[firsts[right]]);
        Arrays.sort(groups, byContent);
        TableBuilder builder = columns.table();
        LongArrayList counts = new LongArrayList();
        long[] words = new long[columns.size()];
        for (int i = 0; i < groups.length; i++) {
            long count = (long) firsts[groups[i] + 1] - firsts[groups[i]];
            if (i > 0 && byContent.compare(groups[i - 1], groups[i]) == 0) {
                counts.set(counts.size() - 1, counts.getLong(counts.size() - 1) + count);
            } else {
                copyRow(sorted[firsts[groups[i]]], words, 0);
                builder.addRow(words, places);
                counts.add(count);
            }
        }
        return new DistinctRows(builder.build(), counts.toLongArray());
    }

    /** Where each run of equal rows begins, and the end of the last. */
    private static int[] firsts(int[] sorted, IntComparator order) {
        IntArrayList firsts = new IntArrayList();
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || order.compare(sorted[i - 1], sorted[i]) != 0) {
                firsts.add(i);
            }
        }
        firsts.add(sorted.length);
        return firsts.toIntArray();
    }

    private int byWords(int[] places, int left, int right) {
        int order = 0;
        for (int i = 0; i < places.length && order == 0; i++) {
            order = Long.compare(word(left, places[i]), word(right, places[i]));
        }
        return order;
    }

    private int byContent(ContentOrder content, int[] places, int left, int right) {
        int order = 0;
        for (int i = 0; i < places.length && order == 0; i++) {
            order = content.compare(places[i], word(left, places[i]), word(right, places[i]));
        }
        return order;
    }

    /** Chunk that holds a row's words, from {@link #at}. */
    public long[] chunk(int row) {
        return store.chunk(row);
    }

    public int at(int row) {
        return store.at(row);
    }

    /** The order of values by what they are: codes follow the order of rows, and texts do not. */
    private static final class ContentOrder {
        private final PackedColumns columns;

        ContentOrder(PackedColumns columns) {
            this.columns = columns;
        }

        /** Compares two words of a column: packed ones by word behind the texts, which come in their own order. */
        int compare(int column, long left, long right) {
            ColumnKind kind = columns.kind(column);
            if (left == right || left == 0 || right == 0 || kind == ColumnKind.NUMBER) {
                return Long.compare(left, right);
            }
            if (kind == ColumnKind.DAYS) {
                return Arrays.compare(
                        columns.sets().codes((int) left), columns.sets().codes((int) right));
            }
            if (kind == ColumnKind.SET) {
                return Arrays.compare(texts((int) left), texts((int) right));
            }
            return left < 0 && right < 0 ? text(left).compareTo(text(right)) : Long.compare(left, right);
        }

        private String text(long word) {
            return columns.dictionary().text((int) word);
        }

        private String[] texts(int set) {
            return Arrays.stream(columns.sets().codes(set))
                    .mapToObj(columns.dictionary()::text)
                    .sorted()
                    .toArray(String[]::new);
        }
    }

    /**
     * Distinct combinations of some columns' values.
     *
     * @param counts rows that have each, in the order of the table
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record DistinctRows(PackedTable table, long[] counts) {}
}
