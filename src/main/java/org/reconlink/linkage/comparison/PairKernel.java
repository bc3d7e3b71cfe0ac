package org.reconlink.linkage.comparison;

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
}
