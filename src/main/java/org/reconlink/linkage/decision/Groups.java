package org.reconlink.linkage.decision;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.Long2DoubleOpenHashMap;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Groups of records of one person within a file.
 *
 * <p>Pairs are taken from the most probable down to a threshold. Two groups become one only if the mean probability over
 * all pairs between them is a quarter or more: one doubtful pair does not chain two families of records together.
 */
public final class Groups {
    private static final double SUPPORT = 0.25;

    private final int[] group;
    private final IntArrayList[] members;
    private final Long2DoubleOpenHashMap probabilityOf = new Long2DoubleOpenHashMap();

    private Groups(int rows) {
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
        Groups groups = new Groups(rows);
        for (int p = 0; p < probabilities.length; p++) {
            groups.probabilityOf.put(key(pairs.get(p).left(), pairs.get(p).right()), probabilities[p]);
        }
        IntStream.range(0, probabilities.length)
                .filter(p -> probabilities[p] >= from)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(p -> -probabilities[p])
                        .thenComparing(p -> pairs.get(p).left())
                        .thenComparing(p -> pairs.get(p).right()))
                .forEach(p -> groups.join(pairs.get(p)));
        return Arrays.copyOf(groups.group, rows);
    }

    private void join(ScoredPair pair) {
        int one = Math.min(group[pair.left()], group[pair.right()]);
        int other = Math.max(group[pair.left()], group[pair.right()]);
        if (one != other && support(members[one], members[other]) >= SUPPORT) {
            members[other].forEach(row -> group[row] = one);
            members[one].addAll(members[other]);
            members[other] = new IntArrayList();
        }
    }

    private double support(IntArrayList one, IntArrayList other) {
        double sum = 0;
        for (int i = 0; i < one.size(); i++) {
            for (int j = 0; j < other.size(); j++) {
                sum += probabilityOf.get(key(one.getInt(i), other.getInt(j)));
            }
        }
        return sum / ((double) one.size() * other.size());
    }

    private static long key(int a, int b) {
        return ((long) Math.min(a, b) << 32) | Math.max(a, b);
    }
}
