package org.reconlink.linkage.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Packs rows as they stream in. The builders of one {@link Columns} share its dictionary, so only one thread fills them. */
public final class TableBuilder {
    private final Columns columns;
    private final int width;
    private final RowStore rows;
    private final int[][] sets;
    private final int[] setSizes;
    private final long[] row;

    TableBuilder(Columns columns) {
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
        switch (columns.kind(column)) {
            case NAME, CATEGORY -> row[column] = dictionary.word(value);
            case DATE -> row[column] = Packing.date(value, dictionary);
            case POSTCODE -> row[column] = Packing.postcode(value, dictionary);
            case ID -> row[column] = Packing.id(value, dictionary);
            case NUMBER -> row[column] = Packing.number(number(column, value));
            case SET -> addToSet(column, dictionary.code(value));
        }
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

    private double number(int column, String value) {
        double number = Double.NaN;
        try {
            number = Double.parseDouble(value);
        } catch (NumberFormatException notANumber) {
            // said below, without the value
        }
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("row " + (rows.size() + 1) + ", column "
                    + columns.list().get(column).name()
                    + ": not a number; write it like 12 or 12.5, or leave it empty");
        }
        return number;
    }
}
