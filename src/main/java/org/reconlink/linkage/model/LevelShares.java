package org.reconlink.linkage.model;

import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.reconlink.linkage.comparison.CrossLevels;
import org.reconlink.linkage.comparison.FieldComparison;
import org.reconlink.linkage.record.ColumnKind;
import org.reconlink.linkage.record.DistinctRows;
import org.reconlink.linkage.record.PackedColumns;
import org.reconlink.linkage.record.PackedTable;
import org.reconlink.linkage.record.ValueCounts;

/**
 * The share of all pairs of rows at each level of a field, from the frequencies of its values: every pair of values is
 * compared once and counts as often as its rows.
 *
 * <p>Where a column has so many values that their pairs exceed {@link #MOST_PAIRS}, the frequent values are still
 * compared with one another in full; of the rare ones, in an order that the file's does not change, every n-th stands for
 * its n neighbours. The share of equal values is always exact.
 */
public final class LevelShares {
    private static final int MOST_PAIRS = 1_000_000;
    /** Rarer values are put in order by counting them. */
    private static final long COUNTED_APART = 1 << 16;

    private final FieldComparison comparison;
    private final int column;
    private final PackedColumns columns;
    private final Side left;
    private final Side right;
    private final boolean one;
    private final int threads;

    /** Words of one side's values, the rows that have each, and those of others, in their order. */
    @SuppressWarnings("ArrayRecordComponent") // millions of numbers; never compared or changed
    private record Side(long[] words, long[] counts, UnaryOperator<long[]> rowsOf) {
        static Side of(PackedTable table, int column, FieldComparison comparison) {
            if (comparison.kind() == ColumnKind.SET) {
                DistinctRows rows = table.distinct(List.of(comparison.name()));
                int[] present = IntStream.range(0, rows.table().rows())
                        .filter(row -> rows.table().word(row, column) != 0)
                        .toArray();
                long[] words = IntStream.of(present)
                        .mapToLong(row -> rows.table().word(row, column))
                        .toArray();
                long[] counts = IntStream.of(present)
                        .mapToLong(row -> rows.counts()[row])
                        .toArray();
                Long2LongOpenHashMap rowsOf = new Long2LongOpenHashMap(words, counts);
                return new Side(
                        words,
                        counts,
                        others -> LongStream.of(others).map(rowsOf::get).toArray());
            }
            ValueCounts counts = table.frequencies(comparison.name());
            return new Side(counts.words(), counts.counts(), counts::ofEach);
        }

        long total() {
            long total = 0;
            for (long count : counts) {
                total += count;
            }
            return total;
        }
    }

    private LevelShares(FieldComparison comparison, int column, PackedTable left, PackedTable right, int threads) {
        this.threads = threads;
        this.comparison = comparison;
        this.column = column;
        columns = left.columns();
        one = left == right;
        this.left = Side.of(left, column, comparison);
        this.right = one ? this.left : Side.of(right, column, comparison);
    }

    /** By level as the engine numbers them, without missing; they add up to 1 where any two values are there. */
    public static double[] of(
            FieldComparison comparison, int column, PackedTable left, PackedTable right, int threads) {
        LevelShares shares = new LevelShares(comparison, column, left, right, threads);
        double[] levels = shares.levels();
        return comparison.other() < 0 ? levels : shares.withOtherName(levels, left, right);
    }

    private double[] levels() {
        int side = (int) Math.sqrt(MOST_PAIRS);
        Sample lefts = sample(left, side);
        Sample rights = one ? lefts : sample(right, side);
        double[] sums = new CrossLevels(comparison.engine(), columns, column)
                .of(lefts.words, lefts.weights, rights.words, rights.weights, threads);
        double[] shares = Arrays.copyOfRange(sums, 1, sums.length);
        double others = Arrays.stream(shares).sum();
        double all = (double) left.total() * right.total() - (one ? left.total() : 0);
        double equal = all > 0 ? equalPairs() / all : 0;
        for (int level = 0; level < shares.length; level++) {
            shares[level] = others > 0 ? (1 - equal) * shares[level] / others : 0;
        }
        shares[0] += equal;
        return shares;
    }

    /** Pairs of rows with the same value; within one table both orders, as all its pairs are counted here. */
    private double equalPairs() {
        double equal = 0;
        long[] rowsThere = one ? left.counts : right.rowsOf.apply(left.words);
        for (int i = 0; i < left.words.length; i++) {
            long there = rowsThere[i];
            equal += there == 0 ? 0 : (double) left.counts[i] * (there - (one ? 1 : 0));
        }
        return equal;
    }

    private double[] withOtherName(double[] shares, PackedTable leftTable, PackedTable rightTable) {
        String other = columns.list().get(comparison.other()).name();
        ValueCounts leftOther = leftTable.frequencies(other);
        ValueCounts rightOther = one ? leftOther : rightTable.frequencies(other);
        double crossed = crossed(left, rightOther) + crossed(right, leftOther);
        double[] all = shares.clone();
        int last = shares.length - 1;
        all[last - 1] = Math.min(crossed, shares[last] / 2);
        all[last] = shares[last] - all[last - 1];
        return all;
    }

    private static double crossed(Side own, ValueCounts other) {
        double pairs = 0;
        long[] rowsThere = other.ofEach(own.words);
        for (int i = 0; i < own.words.length; i++) {
            pairs += (double) own.counts[i] * rowsThere[i];
        }
        double possible = (double) own.total() * other.total();
        return possible > 0 ? pairs / possible : 0;
    }

    /** Values to compare, and for how many rows each stands. */
    @SuppressWarnings("ArrayRecordComponent") // millions of numbers; never compared or changed
    private record Sample(long[] words, double[] weights) {}

    /** The frequent half of {@code side} in full, and every n-th of the others so that there are as many again. */
    private static Sample sample(Side values, int side) {
        int[] order = inFixedOrder(values);
        int frequent = order.length > side ? side / 2 : order.length;
        int rest = order.length - frequent;
        int step = rest == 0 ? 1 : (rest + side - side / 2 - 1) / (side - side / 2);
        int taken = frequent + (rest + step - 1) / step;
        long[] words = new long[taken];
        double[] weights = new double[taken];
        for (int i = 0; i < taken; i++) {
            int from = i < frequent ? i : frequent + (i - frequent) * step;
            int to = i < frequent ? i + 1 : Math.min(order.length, from + step);
            words[i] = values.words[order[from]];
            for (int k = from; k < to; k++) {
                weights[i] += values.counts[order[k]];
            }
        }
        return new Sample(words, weights);
    }

    /** By falling frequency; equally frequent ones as the engine lists them, which is by content. */
    private static int[] inFixedOrder(Side values) {
        int most =
                (int) Math.min(COUNTED_APART, Arrays.stream(values.counts).max().orElse(0));
        int[] next = new int[most + 1];
        for (long count : values.counts) {
            next[most - (int) Math.min(most, count)]++;
        }
        int begin = 0;
        for (int i = 0; i <= most; i++) {
            begin += next[i];
            next[i] = begin - next[i];
        }
        int[] order = new int[values.counts.length];
        for (int i = 0; i < order.length; i++) {
            order[next[most - (int) Math.min(most, values.counts[i])]++] = i;
        }
        IntArrays.stableSort(order, 0, next[0], (a, b) -> Long.compare(values.counts[b], values.counts[a]));
        return order;
    }
}
