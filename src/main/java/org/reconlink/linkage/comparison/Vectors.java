package org.reconlink.linkage.comparison;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers comparison vectors: the sum of level times radix, and from it a small number in the order in which one thread
 * first saw them.
 */
public final class Vectors {
    private static final int DIRECT = 1 << 20;
    private static final int NONE = -1;

    private final int[] direct;
    private final Long2IntOpenHashMap others = new Long2IntOpenHashMap();
    private long[] seen = new long[1024];
    private int size;

    public Vectors(long possible) {
        this.direct = new int[possible <= DIRECT ? (int) possible : 0];
        Arrays.fill(direct, NONE);
        others.defaultReturnValue(NONE);
    }

    /**
     * Radix of each comparison, and the number of possible vectors behind the last.
     *
     * @throws IllegalArgumentException if there are more than a number holds
     */
    public static long[] radices(List<EngineComparison> comparisons) {
        long[] radices = new long[comparisons.size() + 1];
        radices[0] = 1;
        for (int i = 0; i < comparisons.size(); i++) {
            try {
                radices[i + 1] = Math.multiplyExact(
                        radices[i], comparisons.get(i).labels().size());
            } catch (ArithmeticException e) {
                throw new IllegalArgumentException("comparisons have too many levels together; leave some out", e);
            }
        }
        return radices;
    }

    public int number(long vector) {
        int number = direct.length > 0 ? direct[(int) vector] : others.get(vector);
        return number == NONE ? add(vector) : number;
    }

    public int size() {
        return size;
    }

    public long vector(int number) {
        return seen[number];
    }

    private int add(long vector) {
        if (size == seen.length) {
            seen = Arrays.copyOf(seen, size * 2);
        }
        if (direct.length > 0) {
            direct[(int) vector] = size;
        } else {
            others.put(vector, size);
        }
        seen[size] = vector;
        return size++;
    }
}
