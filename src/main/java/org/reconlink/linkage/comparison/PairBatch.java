package org.reconlink.linkage.comparison;

import org.reconlink.linkage.record.PackedColumns;

/**
 * Pairs on their way through the comparisons: where in {@code words} each pair's rows begin, and its vector as far as it is
 * known.
 *
 * <p>A column's word is at the row's begin plus the column's number ({@link PackedColumns#index}).
 */
public final class PairBatch {
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
