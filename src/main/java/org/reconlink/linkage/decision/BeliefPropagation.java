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

    private static final int PAIRS_A_TASK = 1 << 14;
    private static final int BLOCK_BITS = 6;
    private static final int BLOCKS_A_TASK = 128;

    /** What is kept of a pair in {@link #facts}: its odds but for the prior, and the messages of its records. */
    private static final int FACTS = 3;

    private static final int ODDS = 0;
    private static final int OF_LEFT = 1;
    private static final int OF_RIGHT = 2;

    final int[] left;
    final int[] right;
    final double[] probability;
    /** How probable it is that a record has no partner. */
    final double[] leftAlone;

    final double[] rightAlone;
    /** Side by side, since the pairs of a right record lie apart: of 1.9 million pairs a record waited for nothing else. */
    private final double[] facts;

    private double passedOn = SETTLED;
    private final Side lefts;
    private final Side rights;

    BeliefPropagation(int leftRows, int rightRows, int[] left, int[] right) {
        this.left = left;
        this.right = right;
        facts = new double[Math.multiplyExact(left.length, FACTS)];
        Arrays.fill(facts, 1);
        probability = new double[left.length];
        leftAlone = new double[leftRows];
        rightAlone = new double[rightRows];
        lefts = new Side(left, leftRows, OF_LEFT);
        rights = new Side(right, rightRows, OF_RIGHT);
    }

    BeliefPropagation(int leftRows, int rightRows, int[] left, int[] right, double[] odds) {
        this(leftRows, rightRows, left, right);
        setOdds(odds);
    }

    /**
     * The records of one side that have several pairs, by number, and whether they have heard anything new. A record with
     * one pair only ever says that it is free.
     */
    private static final class Side {
        /** Which of the facts of a pair is the message of its record of this side. */
        private final int own;
        /** The number of each pair's record; negative if that is its only pair. */
        private final int[] record;
        /** The pairs, those of one record side by side, in the order given. */
        private final int[] pairs;
        /** Where the pairs of each record begin, and the end of the last. */
        private final int[] begins;

        private final boolean[] heard;
        /** Whether any record of a block has: late sweeps are of few records. */
        private final boolean[] blockHeard;

        Side(int[] recordOf, int records, int own) {
            this.own = own;
            int[] number = new int[records];
            for (int r : recordOf) {
                number[r]++;
            }
            int several = 0;
            for (int r = 0; r < records; r++) {
                several += number[r] > 1 ? 1 : 0;
            }
            begins = new int[several + 1];
            int next = 0;
            for (int r = 0; r < records; r++) {
                if (number[r] > 1) {
                    begins[next + 1] = begins[next] + number[r];
                    number[r] = next++;
                } else {
                    number[r] = -1;
                }
            }
            record = new int[recordOf.length];
            pairs = new int[begins[several]];
            int[] at = begins.clone();
            for (int e = 0; e < record.length; e++) {
                record[e] = number[recordOf[e]];
                if (record[e] >= 0) {
                    pairs[at[record[e]]++] = e;
                }
            }
            heard = new boolean[several];
            blockHeard = new boolean[(several + (1 << BLOCK_BITS) - 1) >> BLOCK_BITS];
        }

        void hear(int number) {
            heard[number] = true;
            blockHeard[number >> BLOCK_BITS] = true;
        }

        void hearAll() {
            Arrays.fill(heard, true);
            Arrays.fill(blockHeard, true);
        }
    }

    double odds(int pair) {
        return facts[pair * FACTS + ODDS];
    }

    void setOdds(int pair, double odds) {
        facts[pair * FACTS + ODDS] = odds;
    }

    /** @param odds of each pair but for the prior that {@link #propagate} is given */
    void setOdds(double[] odds) {
        for (int e = 0; e < odds.length; e++) {
            setOdds(e, odds[e]);
        }
    }

    /** Brings messages and probabilities up to date; those of an earlier prior are the start. */
    void propagate(double prior) {
        propagate(prior, SETTLED);
    }

    /** @param settled a change of a message by this share of it is passed on */
    void propagate(double prior, double settled) {
        passedOn = settled;
        lefts.hearAll();
        rights.hearAll();
        boolean changed = true;
        for (int sweep = 0; changed && sweep < SWEEPS; sweep++) {
            double kept = sweep < FREE_SWEEPS ? 0 : 0.5;
            changed = speak(prior, lefts, rights, kept);
            changed |= speak(prior, rights, lefts, kept);
        }
        IntStream.range(0, tasks(probability.length, PAIRS_A_TASK)).parallel().forEach(task -> {
            int end = Math.min(probability.length, (task + 1) * PAIRS_A_TASK);
            for (int e = task * PAIRS_A_TASK; e < end; e++) {
                int at = e * FACTS;
                double odds = prior * facts[at + ODDS] * facts[at + OF_LEFT] * facts[at + OF_RIGHT];
                probability[e] = Double.isInfinite(odds) ? 1 : odds / (1 + odds);
            }
        });
    }

    private static int tasks(int size, int ofTask) {
        return (size + ofTask - 1) / ofTask;
    }

    /** New messages from the records of one side that have heard something; whether any record of the other hears one. */
    private boolean speak(double prior, Side from, Side to, double kept) {
        return IntStream.range(0, tasks(from.blockHeard.length, BLOCKS_A_TASK))
                        .parallel()
                        .filter(task -> {
                            boolean changed = false;
                            int end = Math.min(from.blockHeard.length, (task + 1) * BLOCKS_A_TASK);
                            for (int block = task * BLOCKS_A_TASK; block < end; block++) {
                                if (from.blockHeard[block]) {
                                    from.blockHeard[block] = false;
                                    changed |= speak(prior, from, block, to, kept);
                                }
                            }
                            return changed;
                        })
                        .count()
                > 0;
    }

    private boolean speak(double prior, Side from, int block, Side to, double kept) {
        boolean changed = false;
        int end = Math.min(from.heard.length, (block + 1) << BLOCK_BITS);
        for (int number = block << BLOCK_BITS; number < end; number++) {
            if (from.heard[number]) {
                from.heard[number] = false;
                changed |= say(prior, from, number, to, kept);
            }
        }
        return changed;
    }

    private boolean say(double prior, Side from, int number, Side to, double kept) {
        int begin = from.begins[number];
        int end = from.begins[number + 1];
        int greatest = -1;
        double most = 0;
        // The odds of the other pairs are summed apart, or they would be lost beside the greatest.
        double rest = 0;
        for (int i = begin; i < end; i++) {
            int at = from.pairs[i] * FACTS;
            double odds = prior * facts[at + ODDS] * facts[at + to.own];
            if (greatest < 0 || odds > most) {
                rest += most;
                greatest = i;
                most = odds;
            } else {
                rest += odds;
            }
        }
        boolean changed = false;
        for (int i = begin; i < end; i++) {
            int at = from.pairs[i] * FACTS;
            double others =
                    i == greatest ? rest : Math.max(0, rest - prior * facts[at + ODDS] * facts[at + to.own]) + most;
            double before = facts[at + from.own];
            double message = kept * before + (1 - kept) / (1 + others);
            facts[at + from.own] = message;
            if (Math.abs(message - before) > passedOn * before) {
                int hearer = to.record[from.pairs[i]];
                if (hearer >= 0) {
                    to.hear(hearer);
                }
                if (kept > 0) {
                    from.hear(number);
                }
                changed = true;
            }
        }
        return changed;
    }

    /** Brings {@link #leftAlone} and {@link #rightAlone} up to date after {@link #propagate}. */
    void findAlone(double prior) {
        alone(prior, left, OF_RIGHT, leftAlone);
        alone(prior, right, OF_LEFT, rightAlone);
    }

    private void alone(double prior, int[] record, int incoming, double[] alone) {
        Arrays.fill(alone, 1);
        for (int e = 0; e < record.length; e++) {
            alone[record[e]] += prior * facts[e * FACTS + ODDS] * facts[e * FACTS + incoming];
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
