package org.reconlink.linkage.decision;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Candidates with the two messages of each: how free its left and its right record are, other pairs considered.
 *
 * <p>Each component of the candidate graph settles by itself, and on any thread: nearly all have a few pairs and settle
 * within a few sweeps, which a sweep over all pairs until the last has settled would repeat for everyone.
 */
final class BeliefPropagation {
    private static final int SWEEPS = 200;
    private static final double SETTLED = 1e-9;
    private static final int COMPONENTS_A_TASK = 4096;

    final int[] left;
    final int[] right;
    /** Odds of each pair but for the prior that {@link #propagate} is given. */
    final double[] factor;

    final double[] probability;
    /** How probable it is that a record has no partner. */
    final double[] leftAlone;

    final double[] rightAlone;
    private final double[] fromLeft;
    private final double[] fromRight;
    private final double[] leftRest;
    private final double[] rightRest;
    private final int[] leftTop;
    private final int[] rightTop;
    /** The pairs, those of one component side by side. */
    private final int[] pairs;
    /** Where the pairs of each component begin, and the end of the last. */
    private final int[] begins;

    BeliefPropagation(int leftRows, int rightRows, int[] left, int[] right, double[] factor) {
        this.left = left;
        this.right = right;
        this.factor = factor;
        fromLeft = new double[left.length];
        fromRight = new double[left.length];
        Arrays.fill(fromLeft, 0.5);
        Arrays.fill(fromRight, 0.5);
        probability = new double[left.length];
        leftAlone = new double[leftRows];
        rightAlone = new double[rightRows];
        leftRest = new double[leftRows];
        rightRest = new double[rightRows];
        leftTop = new int[leftRows];
        rightTop = new int[rightRows];
        pairs = new int[left.length];
        begins = components();
    }

    /** Orders the pairs by component, and in it as they were given. */
    private int[] components() {
        int[] parent = new int[leftRest.length + rightRest.length];
        Arrays.setAll(parent, record -> record);
        for (int e = 0; e < left.length; e++) {
            parent[root(parent, leftRest.length + right[e])] = root(parent, left[e]);
        }
        int[] number = new int[parent.length];
        Arrays.fill(number, -1);
        IntArrayList sizes = new IntArrayList();
        for (int record : left) {
            int root = root(parent, record);
            if (number[root] < 0) {
                number[root] = sizes.size();
                sizes.add(0);
            }
            sizes.set(number[root], sizes.getInt(number[root]) + 1);
        }
        int[] ends = new int[sizes.size() + 1];
        for (int component = 0; component < sizes.size(); component++) {
            ends[component + 1] = ends[component] + sizes.getInt(component);
        }
        int[] next = ends.clone();
        for (int e = 0; e < left.length; e++) {
            pairs[next[number[root(parent, left[e])]]++] = e;
        }
        return ends;
    }

    /** The record that stands for a component; on the way there, records come nearer to it. */
    static int root(int[] parent, int record) {
        int at = record;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    /** Brings messages and probabilities up to date; those of an earlier prior are the start. */
    void propagate(double prior) {
        int components = begins.length - 1;
        IntStream.range(0, (components + COMPONENTS_A_TASK - 1) / COMPONENTS_A_TASK)
                .parallel()
                .forEach(task -> {
                    int end = Math.min(components, (task + 1) * COMPONENTS_A_TASK);
                    for (int component = task * COMPONENTS_A_TASK; component < end; component++) {
                        settle(prior, begins[component], begins[component + 1]);
                    }
                });
    }

    private void settle(double prior, int from, int to) {
        if (to - from == 1) {
            fromLeft[pairs[from]] = 1;
            fromRight[pairs[from]] = 1;
        } else {
            // Without a circle messages settle after as many sweeps as the longest path; with one they may swing.
            double kept = hasCircle(from, to) ? 0.5 : 0;
            for (int sweep = 0; sweep < SWEEPS; sweep++) {
                double change = update(prior, from, to, left, leftTop, leftRest, fromRight, fromLeft, kept);
                change = Math.max(
                        change, update(prior, from, to, right, rightTop, rightRest, fromLeft, fromRight, kept));
                if (change < SETTLED) {
                    break;
                }
            }
        }
        for (int i = from; i < to; i++) {
            int e = pairs[i];
            double odds = prior * factor[e] * fromLeft[e] * fromRight[e];
            probability[e] = Double.isInfinite(odds) ? 1 : odds / (1 + odds);
        }
    }

    /** As many pairs as records, or more. */
    private boolean hasCircle(int from, int to) {
        for (int i = from; i < to; i++) {
            leftTop[left[pairs[i]]] = -1;
            rightTop[right[pairs[i]]] = -1;
        }
        int records = 0;
        for (int i = from; i < to; i++) {
            int e = pairs[i];
            records += (leftTop[left[e]] < 0 ? 1 : 0) + (rightTop[right[e]] < 0 ? 1 : 0);
            leftTop[left[e]] = e;
            rightTop[right[e]] = e;
        }
        return to - from >= records;
    }

    /** Brings {@link #leftAlone} and {@link #rightAlone} up to date after {@link #propagate}. */
    void findAlone(double prior) {
        alone(prior, left, fromRight, leftAlone);
        alone(prior, right, fromLeft, rightAlone);
    }

    private void alone(double prior, int[] record, double[] incoming, double[] alone) {
        Arrays.fill(alone, 1);
        for (int e = 0; e < record.length; e++) {
            alone[record[e]] += prior * factor[e] * incoming[e];
        }
        for (int r = 0; r < alone.length; r++) {
            alone[r] = 1 / alone[r];
        }
    }

    /** New messages from the records of one side, given those of the other, with a share of the old ones kept. */
    private double update(
            double prior,
            int from,
            int to,
            int[] record,
            int[] top,
            double[] rest,
            double[] incoming,
            double[] outgoing,
            double kept) {
        findGreatest(prior, from, to, record, top, rest, incoming);
        double change = 0;
        for (int i = from; i < to; i++) {
            int e = pairs[i];
            int greatest = top[record[e]];
            double others = rest[record[e]];
            if (e != greatest) {
                others = Math.max(0, others - prior * factor[e] * incoming[e])
                        + prior * factor[greatest] * incoming[greatest];
            }
            double message = kept * outgoing[e] + (1 - kept) / (1 + others);
            change = Math.max(change, Math.abs(message - outgoing[e]));
            outgoing[e] = message;
        }
        return change;
    }

    /** The pair of greatest odds of each record; the odds of its other pairs are summed apart, or they would be lost. */
    private void findGreatest(
            double prior, int from, int to, int[] record, int[] top, double[] rest, double[] incoming) {
        for (int i = from; i < to; i++) {
            top[record[pairs[i]]] = -1;
            rest[record[pairs[i]]] = 0;
        }
        for (int i = from; i < to; i++) {
            int e = pairs[i];
            int before = top[record[e]];
            double odds = prior * factor[e] * incoming[e];
            if (before < 0 || odds > prior * factor[before] * incoming[before]) {
                rest[record[e]] += before < 0 ? 0 : prior * factor[before] * incoming[before];
                top[record[e]] = e;
            } else {
                rest[record[e]] += odds;
            }
        }
    }

    double sum() {
        double sum = 0;
        for (double p : probability) {
            sum += p;
        }
        return sum;
    }
}
