package org.reconlink.linkage.decision;

import it.unimi.dsi.fastutil.longs.Long2DoubleOpenHashMap;
import java.util.List;

/** Raises the probabilities of pairs whose records belong together through others of their group. */
final class ThroughOthers {
    private ThroughOthers() {}

    static double[] raise(int[] groups, List<ScoredPair> pairs, double[] probabilities) {
        int[] begins = new int[groups.length + 1];
        for (int group : groups) {
            begins[group + 1]++;
        }
        for (int group = 0; group < groups.length; group++) {
            begins[group + 1] += begins[group];
        }
        int[] members = new int[groups.length];
        int[] next = begins.clone();
        for (int row = 0; row < groups.length; row++) {
            members[next[groups[row]]++] = row;
        }
        // Two records have no third.
        Long2DoubleOpenHashMap of = new Long2DoubleOpenHashMap();
        for (int p = 0; p < probabilities.length; p++) {
            ScoredPair pair = pairs.get(p);
            int group = groups[pair.left()];
            if (group == groups[pair.right()] && begins[group + 1] - begins[group] > 2) {
                of.put(key(pair.left(), pair.right()), probabilities[p]);
            }
        }
        double[] raised = probabilities.clone();
        for (int p = 0; p < raised.length; p++) {
            int x = pairs.get(p).left();
            int z = pairs.get(p).right();
            int group = groups[x];
            if (group == groups[z] && begins[group + 1] - begins[group] > 2) {
                for (int i = begins[group]; i < begins[group + 1]; i++) {
                    raised[p] = Math.max(raised[p], of.get(key(x, members[i])) + of.get(key(members[i], z)) - 1);
                }
            }
        }
        return raised;
    }

    private static long key(int a, int b) {
        return ((long) Math.min(a, b) << 32) | Math.max(a, b);
    }
}
