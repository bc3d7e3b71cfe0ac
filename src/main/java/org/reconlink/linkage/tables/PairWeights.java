package org.reconlink.linkage.tables;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.List;
import org.reconlink.linkage.decision.ScoredPair;
import org.reconlink.linkage.training.Parameters;

/**
 * The candidate pairs that evidence does not all but exclude, with their weights.
 *
 * @param candidates the number of each pair among the candidates
 */
@SuppressWarnings("ArrayRecordComponent") // millions of numbers; never compared or changed
record PairWeights(List<ScoredPair> pairs, int[] candidates) {
    /** Weights below this, the prior left out, cannot become matches and are dropped. */
    private static final double LEAST_BITS = -10;

    static PairWeights of(
            Parameters parameters, List<FieldComparison> comparisons, Candidates candidates, Vectors vectors) {
        double[] weights = new double[vectors.levels().length];
        for (int v = 0; v < weights.length; v++) {
            weights[v] = parameters.bits(vectors.levels()[v]);
        }
        List<TermFrequency> frequencies = new ArrayList<>();
        for (int c = 0; c < comparisons.size(); c++) {
            frequencies.add(TermFrequency.of(
                    comparisons.get(c).coded(), parameters.comparisons().get(c).u()[0]));
        }
        List<ScoredPair> pairs = new ArrayList<>();
        IntArrayList kept = new IntArrayList();
        for (int p = 0; p < candidates.size(); p++) {
            int vector = vectors.ofPair()[p];
            double bits = weights[vector];
            for (int c = 0; c < comparisons.size(); c++) {
                if (vectors.levels()[vector][c] == 1
                        && TermFrequency.applies(comparisons.get(c).meaning())) {
                    bits += frequencies.get(c).bits(candidates.left()[p]);
                }
            }
            if (bits >= LEAST_BITS) {
                pairs.add(new ScoredPair(candidates.left()[p], candidates.right()[p], bits));
                kept.add(p);
            }
        }
        return new PairWeights(pairs, kept.toIntArray());
    }
}
