package org.reconlink.linkage.decision;

import java.util.Arrays;
import java.util.List;

/**
 * The probability of each candidate pair between two files when every record has one partner at most.
 *
 * <p>Pairings of the files are weighed by the product of their pairs' odds; a pair's probability is its share over all
 * pairings, found by belief propagation on the graph of candidates (exact where it has no circle). The share of records
 * with a partner is estimated with it: the odds of a pair are the expected number of matches over the records of both
 * sides that have none, times the Bayes factor.
 *
 * @param probabilities in the order of the pairs
 * @param matches their sum: the expected number of matches
 */
@SuppressWarnings("ArrayRecordComponent") // millions of numbers; never compared or changed
public record JointPosterior(double[] probabilities, double matches) {
    private static final int ROUNDS = 60;
    private static final int SWEEPS = 200;
    private static final double SETTLED = 1e-9;

    /** Decides over {@code pairs}, from a first guess of the number of matches. */
    public static JointPosterior of(int leftRows, int rightRows, List<ScoredPair> pairs, double expectedMatches) {
        Graph graph = new Graph(leftRows, rightRows, pairs);
        double matches = Math.max(0.5, Math.min(expectedMatches, Math.min(leftRows, rightRows) - 0.5));
        for (int round = 0; round < ROUNDS; round++) {
            double leftAlone = Math.max(0.5, leftRows - matches);
            double rightAlone = Math.max(0.5, rightRows - matches);
            graph.propagate(matches / (leftAlone * rightAlone));
            double next = Math.max(0.5, graph.sum());
            boolean settled = Math.abs(next - matches) < 1e-4 * Math.max(1, Math.min(leftAlone, rightAlone));
            matches = next;
            if (settled) {
                break;
            }
        }
        return new JointPosterior(graph.probability, matches);
    }

    /** Candidates with the two messages of each: how free its left and its right record are, other pairs considered. */
    private static final class Graph {
        private final int[] left;
        private final int[] right;
        private final double[] factor;
        private final double[] fromLeft;
        private final double[] fromRight;
        private final double[] probability;
        private final double[] leftRest;
        private final double[] rightRest;

        Graph(int leftRows, int rightRows, List<ScoredPair> pairs) {
            left = pairs.stream().mapToInt(ScoredPair::left).toArray();
            right = pairs.stream().mapToInt(ScoredPair::right).toArray();
            factor =
                    pairs.stream().mapToDouble(pair -> Math.pow(2, pair.bits())).toArray();
            fromLeft = new double[left.length];
            fromRight = new double[left.length];
            Arrays.fill(fromLeft, 0.5);
            Arrays.fill(fromRight, 0.5);
            probability = new double[left.length];
            leftRest = new double[leftRows];
            rightRest = new double[rightRows];
        }

        void propagate(double prior) {
            for (int sweep = 0; sweep < SWEEPS; sweep++) {
                double change = update(prior, left, leftRest, fromRight, fromLeft);
                change = Math.max(change, update(prior, right, rightRest, fromLeft, fromRight));
                if (change < SETTLED) {
                    break;
                }
            }
            for (int e = 0; e < left.length; e++) {
                double odds = prior * factor[e] * fromLeft[e] * fromRight[e];
                probability[e] = Double.isInfinite(odds) ? 1 : odds / (1 + odds);
            }
        }

        /** New messages from the records of one side, given those of the other; half way, so that circles settle. */
        private double update(double prior, int[] record, double[] rest, double[] incoming, double[] outgoing) {
            int[] greatest = greatest(prior, record, rest, incoming);
            double change = 0;
            for (int e = 0; e < record.length; e++) {
                int top = greatest[record[e]];
                double others = rest[record[e]];
                if (e != top) {
                    others =
                            Math.max(0, others - prior * factor[e] * incoming[e]) + prior * factor[top] * incoming[top];
                }
                double message = (outgoing[e] + 1 / (1 + others)) / 2;
                change = Math.max(change, Math.abs(message - outgoing[e]));
                outgoing[e] = message;
            }
            return change;
        }

        /** The pair of greatest odds of each record; the odds of its other pairs are summed apart, or they would be lost. */
        private int[] greatest(double prior, int[] record, double[] rest, double[] incoming) {
            int[] greatest = new int[rest.length];
            Arrays.fill(greatest, -1);
            Arrays.fill(rest, 0);
            for (int e = 0; e < record.length; e++) {
                int top = greatest[record[e]];
                double odds = prior * factor[e] * incoming[e];
                if (top < 0 || odds > prior * factor[top] * incoming[top]) {
                    rest[record[e]] += top < 0 ? 0 : prior * factor[top] * incoming[top];
                    greatest[record[e]] = e;
                } else {
                    rest[record[e]] += odds;
                }
            }
            return greatest;
        }

        double sum() {
            double sum = 0;
            for (double p : probability) {
                sum += p;
            }
            return sum;
        }
    }

    @Override
    public String toString() {
        return probabilities.length + " pairs";
    }
}
