package org.reconlink.linkage.record;

import java.util.Arrays;

/** Numbers 0 to n - 1 in groups that are joined; the least number of a group stands for it. */
public final class DisjointSets {
    private final int[] parent;

    /** Each number in a group of its own. */
    public DisjointSets(int n) {
        parent = new int[n];
        Arrays.setAll(parent, number -> number);
    }

    /** The number that stands for the group; on the way there, numbers come nearer to it. */
    public int of(int number) {
        int at = number;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    public boolean together(int one, int other) {
        return of(one) == of(other);
    }

    /** Makes two groups one and returns the number that stands for it. */
    public int join(int one, int other) {
        int first = of(one);
        int second = of(other);
        int least = Math.min(first, second);
        parent[Math.max(first, second)] = least;
        return least;
    }
}
