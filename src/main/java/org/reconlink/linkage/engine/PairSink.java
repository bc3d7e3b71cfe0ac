package org.reconlink.linkage.engine;

/** Takes scored pairs, in the order of left and then right rows. */
@FunctionalInterface
public interface PairSink {
    /**
     * Takes one pair.
     *
     * @param vector place of its comparison vector in {@link PairCounts#vectors}
     * @param weight in bits, with term frequency adjustments
     */
    void accept(int left, int right, int vector, double weight);
}
