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

    /** Decisions at every threshold, noted from the most probable pair down. */
    public static final class Curve {
        private final List<AtThreshold> steps = new ArrayList<>();

        /** Nothing is decided yet. */
        public Curve(long truePairs) {
            steps.add(new AtThreshold(1, 0, 0, truePairs));
        }

        /**
         * Adds pairs that are decided together. Of equal probabilities all are decided or none.
         *
         * @param probability never more than the one before
         */
        public void add(double probability, long decided, long right) {
            AtThreshold last = steps.get(steps.size() - 1);
            if (last.threshold() == probability) {
                steps.remove(steps.size() - 1);
            }
            steps.add(new AtThreshold(probability, last.decided() + decided, last.right() + right, last.truePairs()));
        }

        /** Decisions from a threshold on. */
        public AtThreshold at(double threshold) {
            AtThreshold at = new AtThreshold(threshold, 0, 0, steps.get(0).truePairs());
            for (AtThreshold step : steps) {
                if (step.threshold() < threshold) {
                    break;
                }
                at = new AtThreshold(threshold, step.decided(), step.right(), step.truePairs());
            }
            return at;
        }

        /** The threshold with the greatest F1 of all; the highest of equals. */
        public AtThreshold best() {
            return steps.stream().reduce((a, b) -> b.f1() > a.f1() ? b : a).orElseThrow();
        }
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
