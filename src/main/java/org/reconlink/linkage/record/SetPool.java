package org.reconlink.linkage.record;

import it.unimi.dsi.fastutil.HashCommon;
import java.util.Arrays;

/** Dictionary codes of sets, ascending and each once, behind their number; equal sets are one. */
public final class SetPool {
    /** Where sets begin, each in the first free place from that of its hash on; half of the places or more are free. */
    private int[] places = new int[1 << 10];

    private int sets;
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
        int place = place(codes, 0, distinct);
        while (places[place] != 0) {
            if (isOf(places[place], codes, distinct)) {
                return places[place];
            }
            place = (place + 1) & (places.length - 1);
        }
        int begin = append(codes, distinct);
        places[place] = begin;
        if (2 * ++sets > places.length) {
            spread();
        }
        return begin;
    }

    private int place(int[] codes, int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + codes[i];
        }
        return HashCommon.mix(hash) & (places.length - 1);
    }

    private boolean isOf(int set, int[] codes, int count) {
        if (pool[set] != count) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (pool[set + 1 + i] != codes[i]) {
                return false;
            }
        }
        return true;
    }

    private void spread() {
        places = new int[2 * places.length];
        for (int begin = 1; begin < end; begin += pool[begin] + 1) {
            int place = place(pool, begin + 1, begin + 1 + pool[begin]);
            while (places[place] != 0) {
                place = (place + 1) & (places.length - 1);
            }
            places[place] = begin;
        }
    }

    private int append(int[] codes, int count) {
        if (end + count + 1 > pool.length) {
            pool = Arrays.copyOf(pool, Math.max(end + count + 1, pool.length * 2));
        }
        int begin = end;
        pool[end++] = count;
        System.arraycopy(codes, 0, pool, end, count);
        end += count;
        return begin;
    }

    /** The codes of a set, ascending. */
    public int[] codes(int set) {
        return Arrays.copyOfRange(pool, set + 1, set + 1 + pool[set]);
    }

    /** The least difference between a code of one set and a code of the other; the greatest number where one has none. */
    public int leastBetween(int left, int right) {
        int least = Integer.MAX_VALUE;
        int l = left + 1;
        int r = right + 1;
        int leftEnd = l + pool[left];
        int rightEnd = r + pool[right];
        while (l < leftEnd && r < rightEnd) {
            least = Math.min(least, Math.abs(pool[l] - pool[r]));
            if (pool[l] < pool[r]) {
                l++;
            } else {
                r++;
            }
        }
        return least;
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
