package org.reconlink.linkage.decision;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.reconlink.linkage.record.DisjointSets;

/**
 * Replaces what belief propagation found by what all pairings give, in every component of the candidate graph that is
 * small enough to count them.
 *
 * <p>The records of the larger side are taken one after another; the state is the set of records of the smaller side that
 * have a partner. Going forwards and backwards over the states sums over all pairings without writing them out.
 */
final class ExactComponents {
    /** Records of the smaller side. */
    private static final int MOST_RECORDS = 12;
    /** Pairs times states. */
    private static final int MOST_STEPS = 1 << 17;

    /** Pairs less probable than this tie no records together: what they would add to others is as little. */
    private static final double LEAST_TIE = 1e-12;

    private static final int NOT_COUNTED = -1;

    private final BeliefPropagation graph;
    private final boolean circlesOnly;

    /** Pairs that tied records together the last time, a bit each: mostly the same ones do again, in the same components. */
    private long[] tied = {};

    /** The pairs of the components that are counted, one component after another. */
    private int[] pairs = {};

    /** Where the pairs of each component begin, and the end of the last. */
    private int[] begins = {0};

    /**
     * Looks for components when they are counted.
     *
     * @param circlesOnly leaves alone the components without a circle, where belief propagation is exact but for the
     *     digits that its sweeps leave open
     */
    ExactComponents(BeliefPropagation graph, boolean circlesOnly) {
        this.graph = graph;
        this.circlesOnly = circlesOnly;
    }

    /** Puts exact probabilities in place. */
    void count(double prior) {
        long[] ties = ties();
        if (!Arrays.equals(ties, tied)) {
            tied = ties;
            find();
        }
        IntStream.range(0, begins.length - 1)
                .parallel()
                .forEach(component ->
                        component(Arrays.copyOfRange(pairs, begins[component], begins[component + 1]), prior));
    }

    private long[] ties() {
        long[] ties = new long[(graph.probability.length >>> 6) + 1];
        Arrays.parallelSetAll(ties, word -> {
            long bits = 0;
            int end = Math.min(graph.probability.length, (word + 1) << 6);
            for (int e = word << 6; e < end; e++) {
                bits |= graph.probability[e] >= LEAST_TIE ? 1L << e : 0;
            }
            return bits;
        });
        return ties;
    }

    private int[] tying() {
        int[] tying = new int[graph.probability.length];
        int count = 0;
        for (int word = 0; word < tied.length; word++) {
            for (long bits = tied[word]; bits != 0; bits &= bits - 1) {
                tying[count++] = (word << 6) | Long.numberOfTrailingZeros(bits);
            }
        }
        return Arrays.copyOf(tying, count);
    }

    private void find() {
        int[] tying = tying();
        int[] root = roots(tying);
        int[] records = new int[root.length];
        for (int r : root) {
            records[r]++;
        }
        int[] size = new int[root.length];
        for (int e : tying) {
            size[root[graph.left[e]]]++;
        }
        int[] next = new int[root.length];
        IntArrayList all = new IntArrayList();
        int end = 0;
        for (int component = 0; component < root.length; component++) {
            boolean counted = size[component] > 0 && (!circlesOnly || size[component] >= records[component]);
            next[component] = counted ? end : NOT_COUNTED;
            if (counted) {
                all.add(end);
                end += size[component];
            }
        }
        all.add(end);
        begins = all.toIntArray();
        pairs = new int[end];
        for (int e : tying) {
            int component = root[graph.left[e]];
            if (next[component] != NOT_COUNTED) {
                pairs[next[component]++] = e;
            }
        }
    }

    /** For each record, left ones first, that which stands for its component. */
    private int[] roots(int[] tying) {
        int lefts = graph.leftAlone.length;
        DisjointSets together = new DisjointSets(lefts + graph.rightAlone.length);
        int last = -1;
        int root = -1;
        for (int e : tying) {
            // Pairs of a left record mostly lie side by side.
            root = together.join(graph.left[e] == last ? root : graph.left[e], lefts + graph.right[e]);
            last = graph.left[e];
        }
        int[] roots = new int[lefts + graph.rightAlone.length];
        Arrays.setAll(roots, together::of);
        return roots;
    }

    private void component(int[] pairs, double prior) {
        int[] lefts = records(pairs, graph.left);
        int[] rights = records(pairs, graph.right);
        int smaller = Math.min(lefts.length, rights.length);
        if (smaller > MOST_RECORDS || ((long) pairs.length << smaller) > MOST_STEPS) {
            return;
        }
        if (rights.length <= lefts.length) {
            new Pairings(pairs, prior, lefts, graph.left, graph.leftAlone, rights, graph.right, graph.rightAlone)
                    .count();
        } else {
            new Pairings(pairs, prior, rights, graph.right, graph.rightAlone, lefts, graph.left, graph.leftAlone)
                    .count();
        }
    }

    private static int[] records(int[] pairs, int[] record) {
        int[] records = new int[pairs.length];
        for (int i = 0; i < pairs.length; i++) {
            records[i] = record[pairs[i]];
        }
        Arrays.sort(records);
        int distinct = 0;
        for (int r : records) {
            if (distinct == 0 || records[distinct - 1] != r) {
                records[distinct++] = r;
            }
        }
        return Arrays.copyOf(records, distinct);
    }

    /** All pairings of one component. */
    private final class Pairings {
        private final int[] steps;
        private final double[] stepAlone;
        private final int[] states;
        private final double[] stateAlone;
        /** Where the pairs of each step begin, and the end of the last. */
        private final int[] begins;

        /** Pairs by step, and of each its odds and the bit of the record that it takes. */
        private final int[] pairs;

        private final double[] odds;
        private final int[] bit;

        Pairings(
                int[] unsorted,
                double prior,
                int[] steps,
                int[] stepOf,
                double[] stepAlone,
                int[] states,
                int[] stateOf,
                double[] stateAlone) {
            this.steps = steps;
            this.stepAlone = stepAlone;
            this.states = states;
            this.stateAlone = stateAlone;
            begins = new int[steps.length + 1];
            int[] step = new int[unsorted.length];
            for (int i = 0; i < step.length; i++) {
                step[i] = Arrays.binarySearch(steps, stepOf[unsorted[i]]);
                begins[step[i] + 1]++;
            }
            for (int s = 0; s < steps.length; s++) {
                begins[s + 1] += begins[s];
            }
            pairs = new int[unsorted.length];
            odds = new double[pairs.length];
            bit = new int[pairs.length];
            int[] next = begins.clone();
            for (int i = 0; i < pairs.length; i++) {
                int at = next[step[i]]++;
                pairs[at] = unsorted[i];
                odds[at] = prior * graph.odds(unsorted[i]);
                bit[at] = 1 << Arrays.binarySearch(states, stateOf[unsorted[i]]);
            }
        }

        void count() {
            double[][] before = new double[steps.length + 1][1 << states.length];
            before[0][0] = 1;
            for (int s = 0; s < steps.length; s++) {
                forwards(before[s], s, before[s + 1]);
                scale(before[s + 1]);
            }
            double[] after = new double[1 << states.length];
            Arrays.fill(after, 1);
            findStatesAlone(before[steps.length]);
            for (int s = steps.length - 1; s >= 0; s--) {
                after = share(s, before[s], after);
                scale(after);
            }
        }

        private void forwards(double[] from, int s, double[] to) {
            for (int used = 0; used < from.length; used++) {
                if (from[used] > 0) {
                    to[used] += from[used];
                    for (int i = begins[s]; i < begins[s + 1]; i++) {
                        if ((used & bit[i]) == 0) {
                            to[used | bit[i]] += from[used] * odds[i];
                        }
                    }
                }
            }
        }

        /** Shares of one step's possibilities over all pairings; returns what the states before it lead to. */
        private double[] share(int s, double[] before, double[] after) {
            double[] earlier = after.clone();
            double nobody = 0;
            double[] with = new double[begins[s + 1] - begins[s]];
            for (int used = 0; used < before.length; used++) {
                // Most states are not reached by the first steps, and lead nowhere then.
                if (before[used] > 0) {
                    nobody += before[used] * after[used];
                    for (int k = 0; k < with.length; k++) {
                        int i = begins[s] + k;
                        if ((used & bit[i]) == 0) {
                            double onwards = odds[i] * after[used | bit[i]];
                            earlier[used] += onwards;
                            with[k] += before[used] * onwards;
                        }
                    }
                }
            }
            double all = nobody + Arrays.stream(with).sum();
            stepAlone[steps[s]] = nobody / all;
            for (int k = 0; k < with.length; k++) {
                graph.probability[pairs[begins[s] + k]] = with[k] / all;
            }
            return earlier;
        }

        private void findStatesAlone(double[] last) {
            double all = Arrays.stream(last).sum();
            for (int r = 0; r < states.length; r++) {
                double free = 0;
                for (int used = 0; used < last.length; used++) {
                    free += (used >> r & 1) == 0 ? last[used] : 0;
                }
                stateAlone[states[r]] = free / all;
            }
        }
    }

    /** Keeps the numbers of a step away from the largest that there are; shares do not change. */
    private static void scale(double[] weights) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (double weight : weights) {
            greatest = Math.max(greatest, weight);
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= greatest;
        }
    }
}
