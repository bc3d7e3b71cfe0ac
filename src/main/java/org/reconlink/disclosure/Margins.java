package org.reconlink.disclosure;

/**
 * A table of rounded counts with its totals as a circulation: people flow from the last column, which stands for the totals of
 * rows, through each row into the columns, and through the totals of columns and the grand total back.
 *
 * <p>Every cell is an edge, and what flows into a point flows out of it. A hidden cell can have another value exactly if a
 * multiple of the base can go round a circle of hidden cells through it, and no cell becomes less than 0 by that.
 */
final class Margins {
    private final long[][] values;
    private final int rows;
    private final int columns;

    private Margins(long[][] values) {
        this.values = values;
        this.rows = values.length - 1;
        this.columns = values[0].length - 1;
    }

    /** Of parts, to which it adds a last row and a last column of totals. */
    static Margins of(long[][] parts, int columns) {
        long[][] values = new long[parts.length + 1][columns + 1];
        for (int i = 0; i < parts.length; i++) {
            for (int j = 0; j < columns; j++) {
                values[i][j] = parts[i][j];
                values[i][columns] += parts[i][j];
                values[parts.length][j] += parts[i][j];
                values[parts.length][columns] += parts[i][j];
            }
        }
        return new Margins(values);
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    /** Of a part, or with the last row or column of a total. */
    long value(int row, int column) {
        return values[row][column];
    }

    /** How many points the circulation has: the rows and the row of totals, then the columns and the column of totals. */
    int points() {
        return rows + 1 + columns + 1;
    }

    /** The point that a cell flows out of: its row, for a total the column of totals or that of its own column. */
    int from(int row, int column) {
        return total(row, column) ? columnPoint(column) : row;
    }

    int to(int row, int column) {
        return total(row, column) ? row : columnPoint(column);
    }

    private int columnPoint(int column) {
        return rows + 1 + column;
    }

    /** The grand total is a total of totals, and flows like a part. */
    private boolean total(int row, int column) {
        return (row == rows) != (column == columns);
    }
}
