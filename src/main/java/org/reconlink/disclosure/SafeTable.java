package org.reconlink.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    /** Hides further cells until no hidden one follows from those that are shown. */
    private static final class Suppression {
        /** Parts are hidden before totals; a 0, of which many a reader knows that it can be nothing else, after other parts. */
        private static final long PART = 1_000;

        private static final long ZERO = 100_000;
        private static final long TOTAL = 10_000_000;
        private static final long UNREACHED = Long.MAX_VALUE;

        private final Margins table;
        private final boolean[][] hidden;

        private record Step(int row, int column, int from, int to) {}

        private Suppression(Margins table, boolean[][] hidden) {
            this.table = table;
            this.hidden = hidden;
        }

        /** Adds to what is hidden. */
        static void complete(Margins table, boolean[][] hidden) {
            Suppression suppression = new Suppression(table, hidden);
            boolean changed = true;
            while (changed) {
                changed = false;
                for (int i = 0; i <= table.rows(); i++) {
                    for (int j = 0; j <= table.columns(); j++) {
                        changed |= hidden[i][j] && suppression.protect(i, j);
                    }
                }
            }
        }

        /** Hides the cheapest circle through a hidden cell; false if it has one of hidden cells already. */
        private boolean protect(int row, int column) {
            List<Step> circle = cheapest(row, column, table.to(row, column), table.from(row, column));
            if (table.value(row, column) > 0) {
                List<Step> other = cheapest(row, column, table.from(row, column), table.to(row, column));
                circle = cost(other) < cost(circle) ? other : circle;
            }
            boolean changed = false;
            for (Step step : circle) {
                changed |= !hidden[step.row()][step.column()];
                hidden[step.row()][step.column()] = true;
            }
            return changed;
        }

        private long cost(List<Step> steps) {
            return steps.stream().mapToLong(this::cost).sum();
        }

        private long cost(Step step) {
            if (hidden[step.row()][step.column()]) {
                return 0;
            }
            long value = table.value(step.row(), step.column());
            boolean total = step.row() == table.rows() || step.column() == table.columns();
            return (total ? TOTAL : value == 0 ? ZERO : PART) + value;
        }

        /** The way from a point to another that leaves out the cell itself; there is always one, through totals. */
        private List<Step> cheapest(int row, int column, int start, int end) {
            List<Step> steps = steps(row, column);
            long[] costs = new long[table.points()];
            Step[] last = new Step[table.points()];
            Arrays.fill(costs, UNREACHED);
            costs[start] = 0;
            boolean shorter = true;
            while (shorter) {
                shorter = false;
                for (Step step : steps) {
                    long before = costs[step.from()];
                    if (before != UNREACHED && before + cost(step) < costs[step.to()]) {
                        costs[step.to()] = before + cost(step);
                        last[step.to()] = step;
                        shorter = true;
                    }
                }
            }
            List<Step> way = new ArrayList<>();
            for (int point = end; point != start; ) {
                Step step = last[point];
                if (step == null) {
                    throw new IllegalStateException("a table of counts without a way through its totals");
                }
                way.add(step);
                point = step.from();
            }
            return way;
        }

        /** More can flow through any cell, less only through one that is not 0. */
        private List<Step> steps(int row, int column) {
            List<Step> steps = new ArrayList<>();
            for (int i = 0; i <= table.rows(); i++) {
                for (int j = 0; j <= table.columns(); j++) {
                    if (i == row && j == column) {
                        continue;
                    }
                    steps.add(new Step(i, j, table.from(i, j), table.to(i, j)));
                    if (table.value(i, j) > 0) {
                        steps.add(new Step(i, j, table.to(i, j), table.from(i, j)));
                    }
                }
            }
            return steps;
        }
    }

    /**
     * A table of rounded counts with its totals as a circulation: people flow from the last column, which stands for the totals of
     * rows, through each row into the columns, and through the totals of columns and the grand total back.
     *
     * <p>Every cell is an edge, and what flows into a point flows out of it. A hidden cell can have another value exactly if a
     * multiple of the base can go round a circle of hidden cells through it, and no cell becomes less than 0 by that.
     */
    private static final class Margins {
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

    /**
     * Counts of people by two attributes, each person once.
     *
     * @param counts a list for each row, in order of the columns
     */
    public record CountTable(List<String> rows, List<String> columns, List<List<Long>> counts) {

        public CountTable {
            rows = List.copyOf(rows);
            columns = List.copyOf(columns);
            counts = counts.stream().map(List::copyOf).toList();
            int width = columns.size();
            if (counts.size() != rows.size() || counts.stream().anyMatch(row -> row.size() != width)) {
                throw new IllegalArgumentException("a table of counts has one for each row and column");
            }
            if (counts.stream().anyMatch(row -> row.stream().anyMatch(count -> count < 0))) {
                throw new IllegalArgumentException("nothing is counted less than 0 times");
            }
        }
    }
}
