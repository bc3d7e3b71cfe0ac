package org.reconlink.linkage.decision;

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
