package org.reconlink.linkage.decision;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import java.util.stream.IntStream;

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

    private final BeliefPropagation graph;
    private final double prior;
    private final boolean circlesOnly;

    private ExactComponents(BeliefPropagation graph, double prior, boolean circlesOnly) {
        this.graph = graph;
        this.prior = prior;
        this.circlesOnly = circlesOnly;
    }

    /**
     * Puts exact probabilities in place.
     *
     * @param circlesOnly leaves alone the components without a circle, where belief propagation is exact but for the
     *     digits that its sweeps leave open
     */
    static void count(BeliefPropagation graph, double prior, boolean circlesOnly) {
        new ExactComponents(graph, prior, circlesOnly).count();
    }

    private void count() {
        int[] root = roots();
        int[] records = new int[root.length];
        for (int r : root) {
            records[r]++;
        }
        int[] begins = new int[root.length + 1];
        for (int e = 0; e < graph.left.length; e++) {
            begins[root[graph.left[e]] + 1] += ties(e) ? 1 : 0;
        }
        for (int component = 0; component < root.length; component++) {
            begins[component + 1] += begins[component];
        }
        int[] pairs = pairs(root, begins);
        int[] counted = IntStream.range(0, root.length)
                .filter(component -> {
                    int size = begins[component + 1] - begins[component];
                    return size > 0 && (!circlesOnly || size >= records[component]);
                })
                .toArray();
        IntStream.of(counted)
                .parallel()
                .forEach(component -> component(Arrays.copyOfRange(pairs, begins[component], begins[component + 1])));
    }

    private boolean ties(int pair) {
        return graph.probability[pair] >= LEAST_TIE;
    }

    /** For each record, left ones first, that which stands for its component. */
    private int[] roots() {
        int lefts = graph.leftAlone.length;
        int[] parent = new int[lefts + graph.rightAlone.length];
        Arrays.setAll(parent, record -> record);
        for (int e = 0; e < graph.left.length; e++) {
            if (ties(e)) {
                parent[root(parent, lefts + graph.right[e])] = root(parent, graph.left[e]);
            }
        }
        for (int record = 0; record < parent.length; record++) {
            parent[record] = root(parent, record);
        }
        return parent;
    }

    /** The pairs that tie, component after component. */
    private int[] pairs(int[] root, int[] begins) {
        int[] pairs = new int[begins[root.length]];
        int[] next = begins.clone();
        for (int e = 0; e < graph.left.length; e++) {
            if (ties(e)) {
                pairs[next[root[graph.left[e]]]++] = e;
            }
        }
        return pairs;
    }

    /** The record that stands for a component; on the way there, records come nearer to it. */
    private static int root(int[] parent, int record) {
        int at = record;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    private void component(int[] pairs) {
        int[] lefts = records(pairs, graph.left);
        int[] rights = records(pairs, graph.right);
        int smaller = Math.min(lefts.length, rights.length);
        if (smaller > MOST_RECORDS || ((long) pairs.length << smaller) > MOST_STEPS) {
            return;
        }
        if (rights.length <= lefts.length) {
            new Pairings(pairs, lefts, graph.left, graph.leftAlone, rights, graph.right, graph.rightAlone).count();
        } else {
            new Pairings(pairs, rights, graph.right, graph.rightAlone, lefts, graph.left, graph.leftAlone).count();
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
        /** Pairs of each step, and the bit of the record that each takes. */
        private final IntArrayList[] pairsOf;

        private final int[] bit;
        private final int[] pairs;

        Pairings(
                int[] pairs,
                int[] steps,
                int[] stepOf,
                double[] stepAlone,
                int[] states,
                int[] stateOf,
                double[] stateAlone) {
            this.pairs = pairs;
            this.steps = steps;
            this.stepAlone = stepAlone;
            this.states = states;
            this.stateAlone = stateAlone;
            pairsOf = new IntArrayList[steps.length];
            Arrays.setAll(pairsOf, s -> new IntArrayList());
            bit = new int[pairs.length];
            for (int i = 0; i < pairs.length; i++) {
                pairsOf[Arrays.binarySearch(steps, stepOf[pairs[i]])].add(i);
                bit[i] = 1 << Arrays.binarySearch(states, stateOf[pairs[i]]);
            }
        }

        void count() {
            double[][] before = new double[steps.length + 1][1 << states.length];
            before[0][0] = 1;
            for (int s = 0; s < steps.length; s++) {
                forwards(before[s], pairsOf[s], before[s + 1]);
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

        private void forwards(double[] from, IntArrayList pairsOfStep, double[] to) {
            for (int used = 0; used < from.length; used++) {
                if (from[used] > 0) {
                    to[used] += from[used];
                    for (int i : pairsOfStep) {
                        if ((used & bit[i]) == 0) {
                            to[used | bit[i]] += from[used] * odds(i);
                        }
                    }
                }
            }
        }

        /** Shares of one step's possibilities over all pairings; returns what the states before it lead to. */
        private double[] share(int s, double[] before, double[] after) {
            double[] earlier = after.clone();
            double nobody = 0;
            double[] with = new double[pairsOf[s].size()];
            for (int used = 0; used < before.length; used++) {
                nobody += before[used] * after[used];
                for (int k = 0; k < with.length; k++) {
                    int i = pairsOf[s].getInt(k);
                    if ((used & bit[i]) == 0) {
                        double onwards = odds(i) * after[used | bit[i]];
                        earlier[used] += onwards;
                        with[k] += before[used] * onwards;
                    }
                }
            }
            double all = nobody + Arrays.stream(with).sum();
            stepAlone[steps[s]] = nobody / all;
            for (int k = 0; k < with.length; k++) {
                graph.probability[pairs[pairsOf[s].getInt(k)]] = with[k] / all;
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

        private double odds(int i) {
            return prior * graph.odds(pairs[i]);
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
