package org.reconlink.linkage.tables;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The share of all pairs of rows at each level of a field, from the frequencies of its values: every pair of values is
 * compared once and counts as often as its rows.
 *
 * <p>Where a column has so many values that their pairs exceed {@link #MOST_PAIRS}, the frequent values are still
 * compared with one another in full; of the rare ones, in alphabetical order, every n-th stands for its n neighbours. The
 * share of exact agreement is always exact.
 */
final class LevelShares {
    private static final double MOST_PAIRS = 1_000_000;

    private LevelShares() {}

    /** By level as {@link FieldComparison} numbers them, without missing; they add up to 1. */
    static double[] of(FieldComparison comparison) {
        CodedColumn coded = comparison.coded();
        int side = (int) Math.sqrt(MOST_PAIRS);
        Sample left = Sample.of(coded.leftCounts(), side);
        Sample right = Sample.of(coded.rightCounts(), side);
        int levels = Levels.labels(comparison.meaning()).size();
        double[] shares = new double[levels];
        for (int i = 0; i < left.values.length; i++) {
            String value = coded.values().get(left.values[i]);
            for (int j = 0; j < right.values.length; j++) {
                if (left.values[i] != right.values[j]) {
                    String other = coded.values().get(right.values[j]);
                    shares[Levels.level(comparison.meaning(), value, other)] += left.weights[i] * right.weights[j];
                }
            }
        }
        double exact = exactPairs(comparison.tables().one(), coded);
        double all = (double) present(coded.leftCounts()) * present(coded.rightCounts());
        double pairs = comparison.tables().one() ? (all - present(coded.leftCounts())) : all;
        double others = 0;
        for (int level = 1; level < levels; level++) {
            others += shares[level];
        }
        double exactShare = pairs > 0 ? exact / pairs : 0;
        for (int level = 1; level < levels; level++) {
            shares[level] = others > 0 ? (1 - exactShare) * shares[level] / others : 0;
        }
        shares[0] = exactShare;
        return comparison.other() < 0 ? shares : withOtherName(comparison, shares);
    }

    /** Pairs of rows with the same value; within one table both orders, as all its pairs are counted here. */
    private static double exactPairs(boolean one, CodedColumn coded) {
        double exact = 0;
        for (int value = 1; value < coded.values().size(); value++) {
            double left = coded.leftCounts()[value];
            exact += one ? left * (left - 1) : left * coded.rightCounts()[value];
        }
        return exact;
    }

    private static double[] withOtherName(FieldComparison comparison, double[] shares) {
        CodedColumn own = comparison.coded();
        CodedColumn others = comparison.tables().columns().get(comparison.other());
        double crossed = crossed(own, others.values(), others.rightCounts(), own.leftCounts())
                + crossed(own, others.values(), others.leftCounts(), own.rightCounts());
        double[] all = new double[shares.length + 1];
        System.arraycopy(shares, 0, all, 0, shares.length - 1);
        double last = shares[shares.length - 1];
        all[shares.length - 1] = Math.min(crossed, last / 2);
        all[shares.length] = last - all[shares.length - 1];
        return all;
    }

    private static double crossed(CodedColumn own, Iterable<String> otherValues, int[] otherCounts, int[] ownCounts) {
        Map<String, Integer> counts = new HashMap<>();
        int number = 0;
        for (String value : otherValues) {
            counts.put(value, otherCounts[number++]);
        }
        double pairs = 0;
        for (int value = 1; value < own.values().size(); value++) {
            pairs +=
                    (double) ownCounts[value] * counts.getOrDefault(own.values().get(value), 0);
        }
        double possible = (double) present(ownCounts) * present(otherCounts);
        return possible > 0 ? pairs / possible : 0;
    }

    private static long present(int[] counts) {
        long present = 0;
        for (int value = 1; value < counts.length; value++) {
            present += counts[value];
        }
        return present;
    }

    /** Values to compare, and for how many rows each stands. */
    @SuppressWarnings("ArrayRecordComponent") // millions of numbers; never compared or changed
    private record Sample(int[] values, double[] weights) {
        static Sample of(int[] counts, int side) {
            IntArrayList present = new IntArrayList();
            for (int value = 1; value < counts.length; value++) {
                if (counts[value] > 0) {
                    present.add(value);
                }
            }
            int[] values = present.toIntArray();
            if (values.length > side) {
                IntArrays.stableSort(values, (a, b) -> Integer.compare(counts[b], counts[a]));
                return thinned(values, counts, side / 2, side - side / 2);
            }
            return thinned(values, counts, values.length, 0);
        }

        /** All of the first, and every n-th of the others so that there are about {@code rare} of them. */
        private static Sample thinned(int[] values, int[] counts, int frequent, int rare) {
            int rest = values.length - frequent;
            int step = rest == 0 ? 1 : (rest + rare - 1) / rare;
            int taken = frequent + (rest + step - 1) / step;
            int[] chosen = new int[taken];
            double[] weights = new double[taken];
            for (int i = 0; i < taken; i++) {
                int from = i < frequent ? i : frequent + (i - frequent) * step;
                int to = i < frequent ? i + 1 : Math.min(values.length, from + step);
                chosen[i] = values[from];
                for (int k = from; k < to; k++) {
                    weights[i] += counts[values[k]];
                }
            }
            return new Sample(chosen, weights);
        }
    }
}
