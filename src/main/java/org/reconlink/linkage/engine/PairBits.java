package org.reconlink.linkage.engine;

/** The weight of a pair beyond that of its vector, as the values of the two rows have it; one thread's. */
public interface PairBits {
    /**
     * The bits of a pair. Pairs of one left row come one after the other.
     *
     * @param vector its place in {@link PairCounts#vectors}
     */
    double of(int vector, int leftRow, int rightRow);
}
