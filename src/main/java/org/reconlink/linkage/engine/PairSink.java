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
}
