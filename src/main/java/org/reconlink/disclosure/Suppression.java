package org.reconlink.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Hides further cells until no hidden one follows from those that are shown. */
final class Suppression {
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
