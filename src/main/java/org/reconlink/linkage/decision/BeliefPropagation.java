package org.reconlink.linkage.decision;

import java.util.Arrays;

/** Candidates with the two messages of each: how free its left and its right record are, other pairs considered. */
final class BeliefPropagation {
    private static final int SWEEPS = 200;
    private static final double SETTLED = 1e-9;

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
    }

    /** Brings messages and probabilities up to date; those of an earlier prior are the start. */
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

    /** New messages from the records of one side, given those of the other; half way, so that circles settle. */
    private double update(double prior, int[] record, double[] rest, double[] incoming, double[] outgoing) {
        int[] greatest = greatest(prior, record, rest, incoming);
        double change = 0;
        for (int e = 0; e < record.length; e++) {
            int top = greatest[record[e]];
            double others = rest[record[e]];
            if (e != top) {
                others = Math.max(0, others - prior * factor[e] * incoming[e]) + prior * factor[top] * incoming[top];
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
