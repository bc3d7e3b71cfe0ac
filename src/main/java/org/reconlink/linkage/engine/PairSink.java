package org.reconlink.linkage.engine;

/** Takes scored pairs, in the order of left and then right rows. */
@FunctionalInterface
public interface PairSink {
    /** Says how many pairs will come, before the first. */
    default void expect(int pairs) {}

    /**
     * Takes one pair.
     *
     * @param vector place of its comparison vector in {@link PairCounts#vectors}
     * @param weight in bits, with term frequency adjustments
     */
    void accept(int left, int right, int vector, double weight);

    /** The weight of a pair beyond that of its vector, as the values of the two rows have it; one thread's. */
    public interface PairBits {
        /**
         * The bits of a pair. Pairs of one left row come one after the other.
         *
         * @param vector its place in {@link PairCounts#vectors}
         */
        double of(int vector, int leftRow, int rightRow);
    }
}
