package org.reconlink.linkage.decision;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.Long2DoubleOpenHashMap;
import java.util.List;

/** Raises the probabilities of pairs whose records belong together through others of their group. */
final class ThroughOthers {
    private ThroughOthers() {}

    static double[] raise(int[] groups, List<ScoredPair> pairs, double[] probabilities) {
        IntArrayList[] members = new IntArrayList[groups.length];
        for (int row = 0; row < groups.length; row++) {
            if (members[groups[row]] == null) {
                members[groups[row]] = new IntArrayList();
            }
            members[groups[row]].add(row);
        }
        Long2DoubleOpenHashMap of = new Long2DoubleOpenHashMap();
        for (int p = 0; p < probabilities.length; p++) {
            if (groups[pairs.get(p).left()] == groups[pairs.get(p).right()]) {
                of.put(key(pairs.get(p).left(), pairs.get(p).right()), probabilities[p]);
            }
        }
        double[] raised = probabilities.clone();
        for (int p = 0; p < raised.length; p++) {
            int x = pairs.get(p).left();
            int z = pairs.get(p).right();
            if (groups[x] == groups[z]) {
                for (int y : members[groups[x]]) {
                    raised[p] = Math.max(raised[p], of.get(key(x, y)) + of.get(key(y, z)) - 1);
                }
            }
        }
        return raised;
    }

    private static long key(int a, int b) {
        return ((long) Math.min(a, b) << 32) | Math.max(a, b);
    }
}
