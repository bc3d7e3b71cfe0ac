package org.reconlink.linkage.decision;

import java.util.List;

/**
 * The probability of each candidate pair between two files when every record has one partner at most.
 *
 * <p>Pairings of the files are weighed by the product of their pairs' odds; a pair's probability is its share over all
 * pairings, found by belief propagation on the graph of candidates, which is exact where it has no circle; small components
 * with a circle are counted. The share of records with a partner is estimated with it: the odds of a pair are the expected
 * number of matches over the records of both sides that have none, times the Bayes factor.
 *
 * @param probabilities in the order of the pairs
 * @param matches their sum: the expected number of matches
 */
@SuppressWarnings("ArrayRecordComponent") // millions of numbers; never compared or changed
public record JointPosterior(double[] probabilities, double matches) {
    private static final int ROUNDS = 60;

    /** Decides over {@code pairs}, from a first guess of the number of matches. */
    public static JointPosterior of(int leftRows, int rightRows, List<ScoredPair> pairs, double expectedMatches) {
        BeliefPropagation graph = graph(leftRows, rightRows, pairs);
        double matches = Math.max(0.5, Math.min(expectedMatches, Math.min(leftRows, rightRows) - 0.5));
        double prior = 0;
        for (int round = 0; round < ROUNDS; round++) {
            double leftAlone = Math.max(0.5, leftRows - matches);
            double rightAlone = Math.max(0.5, rightRows - matches);
            prior = matches / (leftAlone * rightAlone);
            graph.propagate(prior);
            double next = Math.max(0.5, graph.sum());
            boolean settled = Math.abs(next - matches) < 1e-4 * Math.max(1, Math.min(leftAlone, rightAlone));
            matches = next;
            if (settled) {
                break;
            }
        }
        ExactComponents.count(graph, prior, true);
        return new JointPosterior(graph.probability, Math.max(0.5, graph.sum()));
    }

    private static BeliefPropagation graph(int leftRows, int rightRows, List<ScoredPair> pairs) {
        return new BeliefPropagation(
                leftRows,
                rightRows,
                pairs.stream().mapToInt(ScoredPair::left).toArray(),
                pairs.stream().mapToInt(ScoredPair::right).toArray(),
                pairs.stream().mapToDouble(pair -> Math.pow(2, pair.bits())).toArray());
    }

    @Override
    public String toString() {
        return probabilities.length + " pairs";
    }
}
