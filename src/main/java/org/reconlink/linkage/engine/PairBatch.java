package org.reconlink.linkage.engine;

/**
 * Pairs on their way through the comparisons: where in {@code words} each pair's rows begin, and its vector as far as it is
 * known.
 *
 * <p>A column's word is at the row's begin plus the column's number ({@link Columns#index}).
 */
public final class PairBatch {
    /** Pairs a batch holds. */
    public static final int SIZE = 1024;

    int size;
    long[] words = new long[1 << 14];
    final int[] leftAt = new int[SIZE];
    final int[] rightAt = new int[SIZE];
    final int[] leftRow = new int[SIZE];
    final int[] rightRow = new int[SIZE];
    final int[] tapeAt = new int[SIZE];
    final long[] vector = new long[SIZE];
}
