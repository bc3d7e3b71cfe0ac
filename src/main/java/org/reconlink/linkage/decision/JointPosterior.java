package org.reconlink.linkage.decision;

import java.util.List;

/**
 * The probability of each candidate pair between two files when every record has one partner at most.
 *
 * <p>Pairings of the files are weighed by the product of their pairs' odds; a pair's probability is its share over all
 * pairings, found by belief propagation on the graph of candidates, which is exact where it has no circle; small components
 * with a circle are counted. The share of records with a partner is estimated with it: the odds of a pair are the expected
 * number of matches over the records of both sides that have none, times the Bayes factor.
 */
public final class JointPosterior {
    private static final int ROUNDS = 60;
    private static final double FEWEST = 0.5;
    /** How far messages need be settled while the number of matches is not. */
    private static final double ROUGHLY = 1e-5;

    private final int leftRows;
    private final int rightRows;
    private final BeliefPropagation graph;
    private final ExactComponents components;
    private double matches;
    private double prior;

    /**
     * @param left the left row of each pair; the array is taken over
     * @param right the right row of each pair; the array is taken over
     */
    public JointPosterior(int leftRows, int rightRows, int[] left, int[] right) {
        this.leftRows = leftRows;
        this.rightRows = rightRows;
        int lefts = number(leftRows, left);
        int rights = number(rightRows, right);
        graph = new BeliefPropagation(lefts, rights, left, right);
        components = new ExactComponents(graph, true);
    }

    /** Decides over {@code pairs}, from a first guess of the number of matches. */
    static JointPosterior of(int leftRows, int rightRows, List<ScoredPair> pairs, double expectedMatches) {
        JointPosterior posterior = new JointPosterior(
                leftRows,
                rightRows,
                pairs.stream().mapToInt(ScoredPair::left).toArray(),
                pairs.stream().mapToInt(ScoredPair::right).toArray());
        double[] factors = pairs.stream()
                .mapToDouble(pair -> StrictMath.pow(2, pair.bits()))
                .toArray();
        posterior.weigh(factors, expectedMatches);
        posterior.settle();
        return posterior;
    }

    /**
     * Numbers the rows of pairs, in their place, in the order in which they occur: rows that are paired mostly get numbers that
     * are near, so that their messages lie near.
     *
     * @return how many there are
     */
    private static int number(int rows, int[] rowOfPair) {
        int[] numbers = new int[rows];
        int count = 0;
        for (int p = 0; p < rowOfPair.length; p++) {
            int row = rowOfPair[p];
            if (numbers[row] == 0) {
                numbers[row] = ++count;
            }
            rowOfPair[p] = numbers[row] - 1;
        }
        return count;
    }

    /**
     * Decides, from a first guess of the number of matches, as far as a training needs that learns from all pairs together.
     *
     * @param factors the Bayes factor of each pair
     * @return the pairs' probabilities, which the next decision changes
     */
    public double[] weigh(double[] factors, double expectedMatches) {
        graph.setOdds(factors);
        matches = Math.max(FEWEST, Math.min(expectedMatches, Math.min(leftRows, rightRows) - FEWEST));
        for (int round = 0; round < ROUNDS; round++) {
            prior = prior(leftRows, rightRows, matches);
            graph.propagate(prior, ROUGHLY);
            double next = Math.max(FEWEST, graph.sum());
            double alone = Math.max(FEWEST, Math.min(leftRows, rightRows) - matches);
            boolean settled = Math.abs(next - matches) < 1e-4 * Math.max(1, alone);
            matches = next;
            if (settled) {
                break;
            }
        }
        return graph.probability;
    }

    /** The same pairs, decided to the last: messages settle, and small components with a circle are counted. */
    public double[] settle() {
        graph.propagate(prior);
        components.count(prior);
        matches = Math.max(FEWEST, graph.sum());
        return graph.probability;
    }

    /** The odds of two records, of which nothing is known, against both having no partner. */
    public static double prior(int leftRows, int rightRows, double matches) {
        return matches / (Math.max(FEWEST, leftRows - matches) * Math.max(FEWEST, rightRows - matches));
    }

    /** In the order of the pairs. */
    double[] probabilities() {
        return graph.probability;
    }

    /** The sum of the probabilities: the expected number of matches. */
    double matches() {
        return matches;
    }

    @Override
    public String toString() {
        return graph.probability.length + " pairs";
    }

    /** Rows that occur in pairs, numbered in their order: of two large tables most rows have no candidate. */
    static final class OccurringRows {
        private final long[] present;
        /** Rows that occur before each word of {@link #present}. */
        private final int[] before;

        private final int count;

        OccurringRows(int rows, int[] rowOfPair) {
            present = new long[(rows >>> 6) + 1];
            before = new int[present.length];
            for (int row : rowOfPair) {
                present[row >>> 6] |= 1L << row;
            }
            int sum = 0;
            for (int word = 0; word < present.length; word++) {
                before[word] = sum;
                sum += Long.bitCount(present[word]);
            }
            count = sum;
        }

        int count() {
            return count;
        }

        int number(int row) {
            return before[row >>> 6] + Long.bitCount(present[row >>> 6] & ((1L << row) - 1));
        }

        /** The numbers of the rows of pairs, in place of the rows. */
        int[] number(int[] rowOfPair) {
            for (int p = 0; p < rowOfPair.length; p++) {
                rowOfPair[p] = number(rowOfPair[p]);
            }
            return rowOfPair;
        }
    }

    /**
     * The probability of each candidate pair when every record has one partner at most and pairings are weighed by the product
     * of their pairs' odds: exact where a component of the candidate graph is small or has no circle, else by belief
     * propagation.
     *
     * @param probabilities in the order of the pairs
     * @param leftAlone how probable it is that a left record has no partner
     * @param rightAlone the same of a right record
     */
    @SuppressWarnings("ArrayRecordComponent") // numbers to read; never compared or changed
    public record JointMarginals(double[] probabilities, double[] leftAlone, double[] rightAlone) {

        /**
         * Weighs all pairings.
         *
         * @param left the left record of each pair, from 0
         * @param right the right record of each pair, from 0
         * @param odds of each pair against its two records having no partner
         */
        public static JointMarginals of(int leftRows, int rightRows, int[] left, int[] right, double[] odds) {
            BeliefPropagation graph = new BeliefPropagation(leftRows, rightRows, left, right, odds);
            graph.propagate(1);
            graph.findAlone(1);
            new ExactComponents(graph, false).count(1);
            return new JointMarginals(graph.probability, graph.leftAlone, graph.rightAlone);
        }

        @Override
        public String toString() {
            return probabilities.length + " pairs";
        }
    }
}
