package org.reconlink.linkage.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** How right decisions and probabilities were, where it is known which pairs are true. */
public final class Accuracy {
    private static final double[] BANDS = {0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1};

    private Accuracy() {}

    /**
     * Decisions at one threshold.
     *
     * @param threshold match probability from which pairs were decided
     */
    public record AtThreshold(double threshold, long decided, long right, long truePairs) {
        /** The share of decided pairs that are true; 1 if none was decided. */
        public double precision() {
            return decided == 0 ? 1 : (double) right / decided;
        }

        /** The share of true pairs that were decided; 1 if there are none. */
        public double linkageRecall() {
            return truePairs == 0 ? 1 : (double) right / truePairs;
        }

        /** The harmonic mean of precision and linkage recall. */
        public double f1() {
            return decided + truePairs == 0 ? 1 : 2.0 * right / (decided + truePairs);
        }
    }

    /**
     * Pairs whose probability lies in a band.
     *
     * @param stated the mean of their probabilities
     * @param right how many of them are true
     */
    public record Band(double from, double to, long pairs, double stated, long right) {
        /** The share of the pairs that are true. */
        public double trueShare() {
            return (double) right / pairs;
        }
    }

    /** Counts decisions from a threshold on. */
    public static AtThreshold at(double threshold, double[] decided, boolean[] right, long truePairs) {
        int[] from = IntStream.range(0, decided.length)
                .filter(p -> decided[p] >= threshold)
                .toArray();
        return new AtThreshold(
                threshold, from.length, IntStream.of(from).filter(p -> right[p]).count(), truePairs);
    }

    /** The threshold with the greatest F1; the highest of equals. */
    public static AtThreshold best(double[] decided, boolean[] right, long truePairs) {
        int[] order = IntStream.range(0, decided.length)
                .boxed()
                .sorted((a, b) -> Double.compare(decided[b], decided[a]))
                .mapToInt(p -> p)
                .toArray();
        AtThreshold best = new AtThreshold(1, 0, 0, truePairs);
        long hits = 0;
        for (int k = 0; k < order.length; k++) {
            hits += right[order[k]] ? 1 : 0;
            boolean last = k + 1 == order.length || decided[order[k + 1]] < decided[order[k]];
            if (last && 2.0 * hits / (k + 1 + truePairs) > best.f1()) {
                best = new AtThreshold(decided[order[k]], k + 1, hits, truePairs);
            }
        }
        return best;
    }

    /** Stated against true shares, by bands of probability from 0.01; empty bands are left out. */
    public static List<Band> calibration(double[] probabilities, boolean[] right) {
        List<Band> bands = new ArrayList<>();
        for (int b = 0; b + 1 < BANDS.length; b++) {
            double from = BANDS[b];
            double to = BANDS[b + 1];
            int[] in = IntStream.range(0, probabilities.length)
                    .filter(p -> probabilities[p] >= from && (probabilities[p] < to || to == 1))
                    .toArray();
            if (in.length > 0) {
                double sum = IntStream.of(in).mapToDouble(p -> probabilities[p]).sum();
                long hits = IntStream.of(in).filter(p -> right[p]).count();
                bands.add(new Band(from, to, in.length, sum / in.length, hits));
            }
        }
        return bands;
    }
}
