package org.reconlink.disclosure;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A table of counts as it may be shown, with its totals: a row index of {@code rows().size()} is the row of totals, and likewise
 * for columns.
 */
public final class SafeTable {
    private final CountTable table;
    private final Margins rounded;
    private final boolean[][] hidden;
    private final int small;

    private SafeTable(CountTable table, Margins rounded, boolean[][] hidden, int small) {
        this.table = table;
        this.rounded = rounded;
        this.hidden = hidden;
        this.small = small;
    }

    public static SafeTable of(CountTable table, DisclosureRule rule) {
        int rows = table.rows().size();
        int columns = table.columns().size();
        long[][] exact = new long[rows][columns];
        long[][] parts = new long[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                exact[i][j] = table.counts().get(i).get(j);
                parts[i][j] = rule.rounded(exact[i][j]);
            }
        }
        Margins counted = Margins.of(exact, columns);
        Margins rounded = Margins.of(parts, columns);
        boolean[][] hidden = new boolean[rows + 1][columns + 1];
        int small = 0;
        for (int i = 0; i <= rows; i++) {
            for (int j = 0; j <= columns; j++) {
                boolean roundedTotalSmall = rounded.value(i, j) > 0 && rule.withholds(rounded.value(i, j));
                boolean total = i == rows || j == columns;
                hidden[i][j] = rule.withholds(counted.value(i, j)) || (total && roundedTotalSmall);
                small += hidden[i][j] ? 1 : 0;
            }
        }
        if (rows > 0 && columns > 0) { // else there is nothing that a total could tell
            Suppression.complete(rounded, hidden);
        }
        return new SafeTable(table, rounded, hidden, small);
    }

    public CountTable table() {
        return table;
    }

    /** The rounded count; empty if it is hidden. */
    public OptionalLong count(int row, int column) {
        return hidden[row][column] ? OptionalLong.empty() : OptionalLong.of(rounded.value(row, column));
    }

    /** The rounded count in per cent of the rounded total of its column; empty if one of them is hidden, or nobody is. */
    public OptionalDouble perCentOfColumn(int row, int column) {
        int totals = table.rows().size();
        boolean shown = !hidden[row][column] && !hidden[totals][column] && rounded.value(totals, column) > 0;
        return shown
                ? OptionalDouble.of(100.0 * rounded.value(row, column) / rounded.value(totals, column))
                : OptionalDouble.empty();
    }

    /** How many counts and totals are hidden because they are small. */
    public int small() {
        return small;
    }

    /** How many are hidden because a small one would follow from them. */
    public int protecting() {
        int all = 0;
        for (boolean[] row : hidden) {
            for (boolean cell : row) {
                all += cell ? 1 : 0;
            }
        }
        return all - small;
    }
}
