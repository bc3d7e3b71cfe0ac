package org.reconlink.linkage.decision;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.reconlink.linkage.record.DisjointSets;

/**
 * The assignment of rows to columns with the greatest total score, each row to one column or none, each column to one
 * row at most: solved in each connected component by shortest augmenting paths (Jonker and Volgenant 1987).
 */
public final class Assignment {
    /** What a row without a column is given. */
    public static final int NONE = -1;

    private static final double FORBIDDEN = 1e9;

    private Assignment() {}

    /** A row and a column that may be put together. */
    public record Edge(int row, int column, double score) {}

    /** The column of each row, or {@link #NONE}. Edges that score 0 or less are better left out, and are. */
    public static int[] assign(int rows, List<Edge> edges) {
        int[] columnOf = new int[rows];
        Arrays.fill(columnOf, NONE);
        List<Edge> useful = edges.stream().filter(edge -> edge.score() > 0).toList();
        for (List<Edge> component : components(rows, useful)) {
            solve(component, columnOf);
        }
        return columnOf;
    }

    private static Iterable<List<Edge>> components(int rows, List<Edge> edges) {
        DisjointSets together = new DisjointSets(rows);
        Int2IntOpenHashMap firstRowOf = new Int2IntOpenHashMap();
        for (Edge edge : edges) {
            int other = firstRowOf.getOrDefault(edge.column(), edge.row());
            firstRowOf.putIfAbsent(edge.column(), edge.row());
            together.join(edge.row(), other);
        }
        Map<Integer, List<Edge>> components = new TreeMap<>();
        for (Edge edge : edges) {
            components
                    .computeIfAbsent(together.of(edge.row()), r -> new ArrayList<>())
                    .add(edge);
        }
        return components.values();
    }

    private static void solve(List<Edge> component, int[] columnOf) {
        int[] rows = distinct(component.stream().mapToInt(Edge::row).toArray());
        int[] columns = distinct(component.stream().mapToInt(Edge::column).toArray());
        double[][] cost = new double[rows.length][columns.length + rows.length];
        for (double[] ofRow : cost) {
            Arrays.fill(ofRow, 0, columns.length, FORBIDDEN);
        }
        for (Edge edge : component) {
            cost[Arrays.binarySearch(rows, edge.row())][Arrays.binarySearch(columns, edge.column())] = -edge.score();
        }
        int[] chosen = cheapest(cost);
        for (int row = 0; row < rows.length; row++) {
            columnOf[rows[row]] = chosen[row] < columns.length ? columns[chosen[row]] : NONE;
        }
    }

    private static int[] distinct(int[] values) {
        IntArrays.quickSort(values);
        return Arrays.stream(values).distinct().toArray();
    }

    /** The cheapest column for every row; there are at least as many columns as rows. Columns count from 1 within. */
    private static int[] cheapest(double[][] cost) {
        int columns = cost[0].length;
        double[] rowPrice = new double[cost.length + 1];
        double[] columnPrice = new double[columns + 1];
        int[] rowOf = new int[columns + 1];
        int[] before = new int[columns + 1];
        for (int row = 1; row <= cost.length; row++) {
            rowOf[0] = row;
            int end = path(cost, rowPrice, columnPrice, rowOf, before);
            while (end != 0) {
                rowOf[end] = rowOf[before[end]];
                end = before[end];
            }
        }
        int[] chosen = new int[cost.length];
        for (int column = 1; column <= columns; column++) {
            if (rowOf[column] != 0) {
                chosen[rowOf[column] - 1] = column - 1;
            }
        }
        return chosen;
    }

    /** Grows the shortest path from the row at column 0 to a free column, keeping prices; returns that column. */
    private static int path(double[][] cost, double[] rowPrice, double[] columnPrice, int[] rowOf, int[] before) {
        double[] distance = new double[columnPrice.length];
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        boolean[] done = new boolean[columnPrice.length];
        int at = 0;
        do {
            done[at] = true;
            int row = rowOf[at];
            double shortest = Double.POSITIVE_INFINITY;
            int next = 0;
            for (int column = 1; column < columnPrice.length; column++) {
                if (!done[column]) {
                    double reduced = cost[row - 1][column - 1] - rowPrice[row] - columnPrice[column];
                    if (reduced < distance[column]) {
                        distance[column] = reduced;
                        before[column] = at;
                    }
                    if (distance[column] < shortest) {
                        shortest = distance[column];
                        next = column;
                    }
                }
            }
            for (int column = 0; column < columnPrice.length; column++) {
                if (done[column]) {
                    rowPrice[rowOf[column]] += shortest;
                    columnPrice[column] -= shortest;
                } else {
                    distance[column] -= shortest;
                }
            }
            at = next;
        } while (rowOf[at] != 0);
        return at;
    }
}
