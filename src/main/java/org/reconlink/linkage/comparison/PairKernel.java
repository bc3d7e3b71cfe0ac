package org.reconlink.linkage.comparison;

import org.reconlink.linkage.record.PackedColumns;

/**
 * A comparison at work on packed rows; for one thread, since it may keep what it last looked at.
 */
public interface PairKernel {
    /**
     * Level of one pair: 0 where a side is missing, 1 best, the last for else.
     *
     * @param left words of the left row, from {@code leftAt}, a word each column
     * @param right words of the right row, from {@code rightAt}
     */
    int level(long[] left, int leftAt, long[] right, int rightAt);

    /** Adds level times radix to the vector of each pair. */
    void apply(PairBatch batch, long radix);

    /**
     * Pairs on their way through the comparisons: where in {@code words} each pair's rows begin, and its vector as far as it is
     * known.
     *
     * <p>A column's word is at the row's begin plus the column's number ({@link PackedColumns#index}).
     */
    public static final class PairBatch {
        /** Pairs a batch holds. */
        public static final int SIZE = 1024;

        public int size;
        public long[] words = new long[1 << 14];
        public final int[] leftAt = new int[SIZE];
        public final int[] rightAt = new int[SIZE];
        public final int[] leftRow = new int[SIZE];
        public final int[] rightRow = new int[SIZE];
        public final int[] tapeAt = new int[SIZE];
        public final long[] vector = new long[SIZE];
    }
}
