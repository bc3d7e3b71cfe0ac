package org.reconlink.linkage.decision;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.Long2DoubleOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrays;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Groups of records of one person within a file.
 *
 * <p>Pairs are taken from the most probable down to a threshold. Two groups become one only if the mean probability over
 * all pairs between them is a quarter or more: one doubtful pair does not chain two families of records together. Nor do
 * they if a record of each is known to be another person. What a threshold gives is on the way to what a lower one gives.
 */
public final class Groups {
    private static final double SUPPORT = 0.25;

    private final int[] group;
    private final IntArrayList[] members;
    private final Distinct distinct;
    private final Long2DoubleOpenHashMap probabilityOf = new Long2DoubleOpenHashMap();

    /** Hears of two groups before they become one. */
    public interface Joining {
        /**
         * Two groups become one.
         *
         * @param probability of the pair that joins them, never more than the one before
         */
        void join(double probability, IntArrayList one, IntArrayList other);
    }

    private Groups(Distinct distinct) {
        this.distinct = distinct;
        int rows = distinct.sources().length;
        group = new int[rows];
        members = new IntArrayList[rows];
        for (int row = 0; row < rows; row++) {
            group[row] = row;
            members[row] = IntArrayList.of(row);
        }
    }

    /**
     * The least row of each row's group.
     *
     * @param from the probability that a pair needs to bring its groups together
     */
    public static int[] of(int rows, List<ScoredPair> pairs, double[] probabilities, double from) {
        return of(Distinct.none(rows), pairs, probabilities, from);
    }

    /** The same, where some rows are known to be different people. */
    public static int[] of(Distinct distinct, List<ScoredPair> pairs, double[] probabilities, double from) {
        return of(distinct, pairs, probabilities, from, (probability, one, other) -> {});
    }

    /** The same, step by step. */
    public static int[] of(
            Distinct distinct, List<ScoredPair> pairs, double[] probabilities, double from, Joining joining) {
        Groups groups = new Groups(distinct);
        for (int p = 0; p < probabilities.length; p++) {
            groups.probabilityOf.put(key(pairs.get(p).left(), pairs.get(p).right()), probabilities[p]);
        }
        for (int p : descending(pairs, probabilities, from)) {
            groups.join(pairs.get(p), probabilities[p], joining);
        }
        return groups.group;
    }

    /** The pairs from the most probable down; equally probable ones by their rows. */
    private static int[] descending(List<ScoredPair> pairs, double[] probabilities, double from) {
        int[] order = IntStream.range(0, probabilities.length)
                .filter(p -> probabilities[p] >= from)
                .toArray();
        long[] keys = new long[probabilities.length];
        Arrays.setAll(keys, p -> key(pairs.get(p).left(), pairs.get(p).right()));
        boolean inOrder = true;
        for (int i = 1; i < order.length; i++) {
            inOrder &= keys[order[i - 1]] <= keys[order[i]];
        }
        if (!inOrder) {
            LongArrays.radixSortIndirect(order, keys, true);
        }
        Arrays.setAll(keys, p -> -Double.doubleToLongBits(probabilities[p]));
        LongArrays.radixSortIndirect(order, keys, true);
        return order;
    }

    private void join(ScoredPair pair, double probability, Joining joining) {
        int one = Math.min(group[pair.left()], group[pair.right()]);
        int other = Math.max(group[pair.left()], group[pair.right()]);
        if (one != other && support(members[one], members[other]) >= SUPPORT) {
            joining.join(probability, members[one], members[other]);
            members[other].forEach(row -> group[row] = one);
            members[one].addAll(members[other]);
            members[other] = new IntArrayList();
        }
    }

    /** The mean probability between two groups; none where two of their rows are different people. */
    private double support(IntArrayList one, IntArrayList other) {
        double sum = 0;
        for (int i = 0; i < one.size(); i++) {
            for (int j = 0; j < other.size(); j++) {
                if (distinct.apart(one.getInt(i), other.getInt(j))) {
                    return 0;
                }
                sum += probabilityOf.get(key(one.getInt(i), other.getInt(j)));
            }
        }
        return sum / ((double) one.size() * other.size());
    }

    private static long key(int a, int b) {
        return ((long) Math.min(a, b) << 32) | Math.max(a, b);
    }
}
