package org.reconlink.linkage.blocking;

import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.record.Parallel;

/**
 * A Bloom filter of the keys of the smaller side, two bits a key in one of at least a quarter word a key: the larger
 * side's rows are mostly dropped before they are moved. A part for each partition, so that threads never share a word.
 */
public final class KeyFilter {
    private static final int KEYS_A_WORD = 4;
    private static final int MUCH_LARGER = 2;

    private final int wordMask;
    private final int partBits;
    private final long[] bits;

    /** One of these keys, if the other side has so many more rows that leaving some out is worth asking for each. */
    public static @Nullable KeyFilter of(KeyedRows keyed, Side other, int threads) {
        return other.rows() / MUCH_LARGER >= keyed.keys().length ? new KeyFilter(keyed, threads) : null;
    }

    private KeyFilter(KeyedRows keyed, int threads) {
        int words = Integer.highestOneBit(Math.max(1, keyed.largestPartition() / KEYS_A_WORD)) * 2;
        this.wordMask = words - 1;
        this.partBits = Integer.numberOfTrailingZeros(words);
        this.bits = new long[words * KeyedRows.PARTITIONS];
        Parallel.run(threads, KeyedRows.PARTITIONS, thread -> partition -> {
            for (int i = keyed.begins()[partition]; i < keyed.begins()[partition + 1]; i++) {
                bits[word(keyed.keys()[i])] |= pattern(keyed.keys()[i]);
            }
        });
    }

    boolean mayHold(long key) {
        long pattern = pattern(key);
        return (bits[word(key)] & pattern) == pattern;
    }

    /** Leaves only those of some rows' keys that may be held. */
    void leave(int from, int to, long[] keys) {
        for (int row = from; row < to; row++) {
            if (!mayHold(keys[row])) {
                keys[row] = KeyRule.NO_KEY;
            }
        }
    }

    private int word(long key) {
        return (KeyedRows.partition(key) << partBits) | ((int) (key >>> 20) & wordMask);
    }

    private static long pattern(long key) {
        return 1L << key | 1L << (key >>> 6);
    }
}
