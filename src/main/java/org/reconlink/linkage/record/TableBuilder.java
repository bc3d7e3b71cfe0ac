package org.reconlink.linkage.record;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Packs rows as they stream in. The builders of one {@link PackedColumns} share its dictionary, so only one thread fills them;
 * {@link CsvPacking} reads files with several.
 */
public final class TableBuilder {
    private final PackedColumns columns;
    private final int width;
    private final RowStore rows;
    private final int[][] sets;
    private final int[] setSizes;
    private final long[] row;

    TableBuilder(PackedColumns columns) {
        this.columns = columns;
        this.width = columns.size();
        this.rows = new RowStore(width);
        this.row = new long[width];
        this.sets = new int[width][];
        this.setSizes = new int[width];
        Arrays.setAll(sets, column -> new int[columns.kind(column) == ColumnKind.SET ? 8 : 0]);
    }

    /**
     * Sets a value of the row that is being filled; of a set, adds one.
     *
     * @param value null or empty if missing
     * @throws IllegalArgumentException if a number is none
     */
    public void set(int column, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return;
        }
        Dictionary dictionary = columns.dictionary();
        ColumnKind kind = columns.kind(column);
        switch (kind) {
            case NAME, CATEGORY -> row[column] = dictionary.word(value);
            case DATE, POSTCODE, ID -> {
                long packed = Packing.pack(kind, value);
                row[column] = packed == Packing.NONE ? dictionary.word(value) : packed;
            }
            case NUMBER -> row[column] = number(column, value);
            case SET -> addToSet(column, dictionary.code(value));
            case DAYS -> throw new IllegalArgumentException("days are set as such");
        }
    }

    /** Sets the days of the row that is being filled, which {@link PackedColumns#days} gave a word. */
    public void setDays(int column, long days) {
        row[column] = days;
    }

    /** Ends the row; what was not set is missing. */
    public void endRow() {
        for (int column = 0; column < width; column++) {
            if (setSizes[column] > 0) {
                row[column] = columns.sets().add(sets[column], setSizes[column]);
                setSizes[column] = 0;
            }
        }
        rows.add(row);
        Arrays.fill(row, 0);
    }

    /** The table of the rows so far. */
    public PackedTable build() {
        return new PackedTable(columns, rows);
    }

    void addRow(long[] words, int[] kept) {
        for (int column : kept) {
            row[column] = words[column];
        }
        endRow();
    }

    private void addToSet(int column, int code) {
        if (setSizes[column] == sets[column].length) {
            sets[column] = Arrays.copyOf(sets[column], setSizes[column] * 2);
        }
        sets[column][setSizes[column]++] = code;
    }

    private long number(int column, String value) {
        long word = Packing.number(value);
        if (word == Packing.NONE) {
            throw new IllegalArgumentException("row " + (rows.size() + 1) + ", column "
                    + columns.list().get(column).name() + Packing.NO_NUMBER);
        }
        return word;
    }
}
