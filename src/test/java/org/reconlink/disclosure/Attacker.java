package org.reconlink.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Somebody who has a published table, knows that its totals are sums of rounded counts and what they are rounded to, and tries
 * one value after another in the hidden places. Knows nothing of how cells were chosen.
 */
final class Attacker {
    private static final long UNKNOWN = -1;

    private final int rows;
    private final int columns;
    private final long base;
    private final long largest;
    private final long[][] shown;
    private final List<int[]> hiddenParts = new ArrayList<>();
    private final long[][] tried;

    Attacker(SafeTable table, DisclosureRule rule, long largest) {
        this.rows = table.table().rows().size();
        this.columns = table.table().columns().size();
        this.base = rule.base();
        this.largest = largest;
        this.shown = new long[rows + 1][columns + 1];
        this.tried = new long[rows][columns];
        for (int i = 0; i <= rows; i++) {
            for (int j = 0; j <= columns; j++) {
                OptionalLong count = table.count(i, j);
                shown[i][j] = count.orElse(UNKNOWN);
                if (count.isEmpty() && i < rows && j < columns) {
                    hiddenParts.add(new int[] {i, j});
                } else if (i < rows && j < columns) {
                    tried[i][j] = count.getAsLong();
                }
            }
        }
    }

    /** Whether the table fits more than one value of a hidden place, a total included. */
    boolean inDoubt(int row, int column) {
        if (!find(row, column, UNKNOWN, 0)) {
            throw new IllegalStateException("no values fit, not even the true ones");
        }
        long first = value(row, column);
        hiddenParts.forEach(cell -> tried[cell[0]][cell[1]] = 0);
        return find(row, column, first, 0);
    }

    /** Whether values from the place-th on make the table whole, with another value than one at a cell. */
    private boolean find(int row, int column, long not, int place) {
        if (place == hiddenParts.size()) {
            return fits() && value(row, column) != not;
        }
        int[] cell = hiddenParts.get(place);
        long inRow = room(cell[0], true);
        long inColumn = room(cell[1], false);
        long most = Math.min(inRow, inColumn);
        // the last hidden place of a line whose total is shown can hold nothing but the rest of it
        long least = Math.max(
                last(place, 0) && shown[cell[0]][columns] != UNKNOWN ? inRow : 0,
                last(place, 1) && shown[rows][cell[1]] != UNKNOWN ? inColumn : 0);
        for (long value = least; value <= most; value += base) {
            tried[cell[0]][cell[1]] = value;
            if (find(row, column, not, place + 1)) {
                return true;
            }
        }
        tried[cell[0]][cell[1]] = 0;
        return false;
    }

    private boolean last(int place, int coordinate) {
        int line = hiddenParts.get(place)[coordinate];
        return hiddenParts.stream().skip(place + 1L).noneMatch(cell -> cell[coordinate] == line);
    }

    /** What a row or column can still hold below its total, the hidden places not yet tried being 0. */
    private long room(int line, boolean row) {
        long total = row ? shown[line][columns] : shown[rows][line];
        long sum = row ? sumOfRow(line) : sumOfColumn(line);
        return total == UNKNOWN ? largest : total - sum;
    }

    private boolean fits() {
        long all = 0;
        for (int i = 0; i < rows; i++) {
            long sum = sumOfRow(i);
            all += sum;
            if (shown[i][columns] != UNKNOWN && shown[i][columns] != sum) {
                return false;
            }
        }
        for (int j = 0; j < columns; j++) {
            if (shown[rows][j] != UNKNOWN && shown[rows][j] != sumOfColumn(j)) {
                return false;
            }
        }
        return shown[rows][columns] == UNKNOWN || shown[rows][columns] == all;
    }

    private long value(int row, int column) {
        if (row == rows && column == columns) {
            long all = 0;
            for (int i = 0; i < rows; i++) {
                all += sumOfRow(i);
            }
            return all;
        }
        return row == rows ? sumOfColumn(column) : column == columns ? sumOfRow(row) : tried[row][column];
    }

    private long sumOfRow(int row) {
        long sum = 0;
        for (int j = 0; j < columns; j++) {
            sum += tried[row][j];
        }
        return sum;
    }

    private long sumOfColumn(int column) {
        long sum = 0;
        for (int i = 0; i < rows; i++) {
            sum += tried[i][column];
        }
        return sum;
    }
}
