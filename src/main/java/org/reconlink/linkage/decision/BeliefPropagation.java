package org.reconlink.linkage.decision;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Candidates with the two messages of each: how free its left and its right record are, other pairs considered.
 *
 * <p>A record speaks again only where a message to it has changed. Weak pairs tie nearly all records of two large tables into
 * one component, yet hardly carry a message on: after a few sweeps a few records are left to hear.
 */
final class BeliefPropagation {
    private static final int SWEEPS = 300;
    /** On a circle messages may swing for long; from this sweep on half of the old message is kept. */
    private static final int FREE_SWEEPS = 60;
    /** A change of a message by this share of it is passed on. */
    static final double SETTLED = 1e-9;

    private static final int RECORDS_A_TASK = 8192;

    final int[] left;
    final int[] right;
    /** Odds of each pair but for the prior that {@link #propagate} is given. */
    final double[] factor;

    final double[] probability;
    /** How probable it is that a record has no partner. */
    final double[] leftAlone;

    final double[] rightAlone;
    private double passedOn = SETTLED;
    private final Side lefts;
    private final Side rights;

    BeliefPropagation(int leftRows, int rightRows, int[] left, int[] right, double[] factor) {
        this.left = left;
        this.right = right;
        this.factor = factor;
        probability = new double[left.length];
        leftAlone = new double[leftRows];
        rightAlone = new double[rightRows];
        lefts = new Side(left, leftRows);
        rights = new Side(right, rightRows);
    }

    /** The records of one side: their pairs, what they say, and whether they have heard anything new. */
    private static final class Side {
        private final int[] record;
        /** The pairs, those of one record side by side, in the order given. */
        private final int[] pairs;
        /** Where the pairs of each record begin, and the end of the last. */
        private final int[] begins;

        private final double[] messages;
        private final boolean[] heard;

        Side(int[] record, int records) {
            this.record = record;
            begins = new int[records + 1];
            for (int r : record) {
                begins[r + 1]++;
            }
            Arrays.parallelPrefix(begins, Integer::sum);
            pairs = new int[record.length];
            int[] next = begins.clone();
            for (int e = 0; e < record.length; e++) {
                pairs[next[record[e]]++] = e;
            }
            messages = new double[record.length];
            Arrays.fill(messages, 1);
            heard = new boolean[records];
        }
    }

    /** Brings messages and probabilities up to date; those of an earlier prior are the start. */
    void propagate(double prior) {
        propagate(prior, SETTLED);
    }

    /** @param settled a change of a message by this share of it is passed on */
    void propagate(double prior, double settled) {
        passedOn = settled;
        Arrays.fill(lefts.heard, true);
        Arrays.fill(rights.heard, true);
        boolean changed = true;
        for (int sweep = 0; changed && sweep < SWEEPS; sweep++) {
            double kept = sweep < FREE_SWEEPS ? 0 : 0.5;
            changed = speak(prior, lefts, rights, kept);
            changed |= speak(prior, rights, lefts, kept);
        }
        IntStream.range(0, factor.length).parallel().forEach(e -> {
            double odds = prior * factor[e] * lefts.messages[e] * rights.messages[e];
            probability[e] = Double.isInfinite(odds) ? 1 : odds / (1 + odds);
        });
    }

    /** New messages from the records of one side that have heard something; whether any record of the other hears one. */
    private boolean speak(double prior, Side from, Side to, double kept) {
        int records = from.heard.length;
        return IntStream.range(0, (records + RECORDS_A_TASK - 1) / RECORDS_A_TASK)
                        .parallel()
                        .filter(task -> {
                            boolean changed = false;
                            int end = Math.min(records, (task + 1) * RECORDS_A_TASK);
                            for (int r = task * RECORDS_A_TASK; r < end; r++) {
                                if (from.heard[r]) {
                                    from.heard[r] = false;
                                    changed |= speak(prior, from, r, to, kept);
                                }
                            }
                            return changed;
                        })
                        .count()
                > 0;
    }

    private boolean speak(double prior, Side from, int r, Side to, double kept) {
        int begin = from.begins[r];
        int end = from.begins[r + 1];
        int greatest = -1;
        double most = 0;
        // The odds of the other pairs are summed apart, or they would be lost beside the greatest.
        double rest = 0;
        for (int i = begin; i < end; i++) {
            int e = from.pairs[i];
            double odds = prior * factor[e] * to.messages[e];
            if (greatest < 0 || odds > most) {
                rest += most;
                greatest = e;
                most = odds;
            } else {
                rest += odds;
            }
        }
        boolean changed = false;
        for (int i = begin; i < end; i++) {
            int e = from.pairs[i];
            double others = e == greatest ? rest : Math.max(0, rest - prior * factor[e] * to.messages[e]) + most;
            double before = from.messages[e];
            double message = kept * before + (1 - kept) / (1 + others);
            from.messages[e] = message;
            if (Math.abs(message - before) > passedOn * before) {
                to.heard[to.record[e]] = true;
                from.heard[r] |= kept > 0;
                changed = true;
            }
        }
        return changed;
    }

    /** Brings {@link #leftAlone} and {@link #rightAlone} up to date after {@link #propagate}. */
    void findAlone(double prior) {
        alone(prior, left, rights.messages, leftAlone);
        alone(prior, right, lefts.messages, rightAlone);
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

    double sum() {
        double sum = 0;
        for (double p : probability) {
            sum += p;
        }
        return sum;
    }
}
