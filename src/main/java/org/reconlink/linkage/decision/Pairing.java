package org.reconlink.linkage.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.reconlink.linkage.Assignment;

/** Chooses pairs so that every record has one partner at most and the expected number of right pairs is greatest. */
public final class Pairing {
    private static final double LEAST = 0.02;

    private Pairing() {}

    /** The indexes of the chosen pairs, ascending; improbable pairs are never chosen. */
    public static int[] choose(int leftRows, List<ScoredPair> pairs, double[] probabilities) {
        List<Assignment.Edge> edges = new ArrayList<>();
        for (int p = 0; p < probabilities.length; p++) {
            if (probabilities[p] >= LEAST) {
                edges.add(new Assignment.Edge(pairs.get(p).left(), pairs.get(p).right(), probabilities[p]));
            }
        }
        int[] columnOf = Assignment.assign(leftRows, edges);
        return IntStream.range(0, probabilities.length)
                .filter(p -> probabilities[p] >= LEAST
                        && columnOf[pairs.get(p).left()] == pairs.get(p).right())
                .toArray();
    }
}
