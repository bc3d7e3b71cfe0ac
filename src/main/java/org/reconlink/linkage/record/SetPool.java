package org.reconlink.linkage.record;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Dictionary codes of sets, ascending and each once, behind their number; equal sets are one. */
public final class SetPool {
    private final Map<IntBuffer, Integer> begins = new HashMap<>();
    private int[] pool = new int[1024];
    private int end = 1;

    /** Where the set begins, never 0; sorts the codes in place. */
    int add(int[] codes, int count) {
        Arrays.sort(codes, 0, count);
        int distinct = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || codes[i] != codes[i - 1]) {
                codes[distinct++] = codes[i];
            }
        }
        int[] set = Arrays.copyOf(codes, distinct);
        Integer known = begins.putIfAbsent(IntBuffer.wrap(set), end);
        return known == null ? append(set) : known;
    }

    private int append(int[] set) {
        if (end + set.length + 1 > pool.length) {
            pool = Arrays.copyOf(pool, Math.max(end + set.length + 1, pool.length * 2));
        }
        int begin = end;
        pool[end++] = set.length;
        System.arraycopy(set, 0, pool, end, set.length);
        end += set.length;
        return begin;
    }

    /** The codes of a set, ascending. */
    public int[] codes(int set) {
        return Arrays.copyOfRange(pool, set + 1, set + 1 + pool[set]);
    }

    public boolean intersect(int left, int right) {
        return firstShared(left, right) != 0;
    }

    /** The smallest code that both sets have, or 0. */
    public int firstShared(int left, int right) {
        int l = left + 1;
        int r = right + 1;
        int leftEnd = l + pool[left];
        int rightEnd = r + pool[right];
        while (l < leftEnd && r < rightEnd) {
            if (pool[l] == pool[r]) {
                return pool[l];
            }
            if (pool[l] < pool[r]) {
                l++;
            } else {
                r++;
            }
        }
        return 0;
    }
}
