package org.reconlink.intake;

import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One row of a table. */
final class TableRow {
    private final long number;
    private final long place;
    private final Cell[] cells;
    private final Look look;

    /** How a workbook shows a row. */
    enum Look {
        PLAIN,
        /** By hand or by a filter. */
        HIDDEN,
        /** With a line through every filled cell, as people strike out those who have left a list. */
        STRUCK_OUT
    }

    /**
     * @param number as the user's program shows it: the first is 1
     * @param place where it begins in the file, in bytes; negative if the file cannot be entered there
     */
    TableRow(long number, long place, Cell[] cells) {
        this(number, place, cells, Look.PLAIN);
    }

    TableRow(long number, long place, Cell[] cells, Look look) {
        this.number = number;
        this.place = place;
        this.cells = cells;
        this.look = look;
    }

    /** The same without its first cell. */
    TableRow withoutFirst() {
        return new TableRow(number, place, Arrays.copyOfRange(cells, 1, cells.length), look);
    }

    Look look() {
        return look;
    }

    long number() {
        return number;
    }

    long place() {
        return place;
    }

    int width() {
        return cells.length;
    }

    /** The cell of a column; a blank one beyond the row's end. */
    Cell cell(int column) {
        return column >= 0 && column < cells.length ? cells[column] : Cell.BLANK;
    }

    /** The text of a cell; empty if it is blank or beyond the row's end. */
    String text(int column) {
        return cell(column).text();
    }

    /** The date of a date cell; null for any other cell. */
    @Nullable
    LocalDate date(int column) {
        return cell(column).date();
    }

    /** Whether another row has the very same cells in these columns. */
    boolean isLike(@Nullable TableRow other, int[] columns) {
        if (other == null) {
            return false;
        }
        for (int column : columns) {
            if (cell(column) != other.cell(column)) {
                return false;
            }
        }
        return true;
    }

    /** How many cells are filled, counting no further than {@code most}. */
    int filled(int most) {
        int count = 0;
        for (int i = 0; i < cells.length && count < most; i++) {
            if (!cells[i].isBlank()) {
                count++;
            }
        }
        return count;
    }

    /** Adds one to the count of each column that is filled. */
    void countFilled(long[] counts) {
        int most = Math.min(counts.length, cells.length);
        for (int i = 0; i < most; i++) {
            counts[i] += cells[i].isBlank() ? 0 : 1;
        }
    }

    /** The first filled column from {@code from} on; negative if there is none. */
    int firstFilled(int from) {
        for (int i = from; i < cells.length; i++) {
            if (!cells[i].isBlank()) {
                return i;
            }
        }
        return -1;
    }
}
