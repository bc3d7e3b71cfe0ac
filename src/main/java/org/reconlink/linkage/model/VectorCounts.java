package org.reconlink.linkage.model;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How many candidate pairs have each comparison vector, by the blocking rules that found them.
 *
 * @param levels by vector and comparison; level 0 is missing
 * @param masks by vector, the rules that found its pairs, the first rule the lowest bit; the same levels may occur under
 *     several masks
 * @param pairs by vector
 */
@SuppressWarnings("ArrayRecordComponent") // millions of numbers; never compared or changed
public record VectorCounts(int[][] levels, int[] masks, double[] pairs) {

    /** The pairs that one rule found, each vector once for each combination of rules. */
    VectorCounts foundBy(int rule) {
        int[] found = IntStream.range(0, size())
                .filter(v -> ((masks[v] >> rule) & 1) == 1)
                .toArray();
        return new VectorCounts(
                IntStream.of(found).mapToObj(v -> levels[v]).toArray(int[][]::new),
                IntStream.of(found).map(v -> masks[v]).toArray(),
                IntStream.of(found).mapToDouble(v -> pairs[v]).toArray());
    }

    /** The number of distinct combinations of levels and rules. */
    public int size() {
        return pairs.length;
    }

    @Override
    public String toString() {
        return size() + " vectors";
    }

    /**
     * A comparison as training sees it.
     *
     * @param labels of its levels, "missing" first
     * @param usualShares of matches by level, missing left out: where to start from and what stands where nothing teaches
     * @param usualPairs the pairs that the usual shares count for
     * @param shareOfAllPairs of records at each level, missing left out
     * @param usualOfOthers shares of non-matches by level that count for {@code usualPairsOfOthers} pairs; null for none
     * @param fixed probabilities that are taken as they are, or null
     */
    @SuppressWarnings("ArrayRecordComponent") // millions of numbers; never compared or changed
    public record Compared(
            String name,
            List<String> labels,
            double[] usualShares,
            double usualPairs,
            double[] shareOfAllPairs,
            double @Nullable [] usualOfOthers,
            double usualPairsOfOthers,
            Parameters.@Nullable Comparison fixed) {
        /** Copies the list. */
        public Compared {
            labels = List.copyOf(labels);
        }

        /** With usual shares that count for so few pairs that they only keep a level that no match showed possible. */
        public Compared(
                String name,
                List<String> labels,
                double[] usualShares,
                double[] shareOfAllPairs,
                Parameters.@Nullable Comparison fixed) {
            this(name, labels, usualShares, FEWEST_PAIRS, shareOfAllPairs, null, 0, fixed);
        }

        private static final double FEWEST_PAIRS = 5;
    }

    /** A blocking rule and the comparisons whose levels it forces. */
    public record Blocked(String name, List<Integer> forces) {
        /** Copies the list. */
        public Blocked {
            forces = List.copyOf(forces);
        }
    }
}
