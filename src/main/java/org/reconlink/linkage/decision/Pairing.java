package org.reconlink.linkage.decision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.reconlink.linkage.decision.JointPosterior.OccurringRows;

/** Chooses pairs so that every record has one partner at most and the expected number of right pairs is greatest. */
public final class Pairing {
    private static final double LEAST = 0.02;

    private Pairing() {}

    /** The indexes of the chosen pairs, ascending; improbable pairs are never chosen. */
    public static int[] choose(int leftRows, List<ScoredPair> pairs, double[] probabilities) {
        int[] probable = IntStream.range(0, probabilities.length)
                .filter(p -> probabilities[p] >= LEAST)
                .toArray();
        int[] left = Arrays.stream(probable).map(p -> pairs.get(p).left()).toArray();
        int[] right = Arrays.stream(probable).map(p -> pairs.get(p).right()).toArray();
        OccurringRows lefts = new OccurringRows(leftRows, left);
        int[] ofLeft = counts(lefts.number(left));
        int[] ofRight = counts(new OccurringRows(Arrays.stream(right).max().orElse(0) + 1, right).number(right));
        // Most records have one candidate that has no other either, and there is nothing to assign.
        List<Assignment.Edge> edges = new ArrayList<>();
        for (int k = 0; k < probable.length; k++) {
            if (ofLeft[left[k]] > 1 || ofRight[right[k]] > 1) {
                edges.add(new Assignment.Edge(left[k], right[k], probabilities[probable[k]]));
            }
        }
        int[] columnOf = Assignment.assign(lefts.count(), edges);
        return IntStream.range(0, probable.length)
                .filter(k -> (ofLeft[left[k]] == 1 && ofRight[right[k]] == 1) || columnOf[left[k]] == right[k])
                .map(k -> probable[k])
                .toArray();
    }

    private static int[] counts(int[] numbers) {
        int[] counts = new int[numbers.length];
        for (int number : numbers) {
            counts[number]++;
        }
        return counts;
    }
}
