package org.reconlink.linkage.decision;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Candidates with the two messages of each: how free its left and its right record are, other pairs considered.
 *
 * <p>A record speaks again only where a message to it has changed. Weak pairs tie nearly all records of two large tables into
 * one component, yet hardly carry a message on: after a few sweeps a few records are left to hear.
 */
public final class BeliefPropagation {
    private static final int SWEEPS = 300;
    /** On a circle messages may swing for long; from this sweep on half of the old message is kept. */
    private static final int FREE_SWEEPS = 60;
    /** A change of a message by this share of it is passed on. */
    static final double SETTLED = 1e-9;

    private static final int PAIRS_A_TASK = 1 << 14;
    private static final int BLOCK_BITS = 6;
    private static final int BLOCKS_A_TASK = 128;

    /** By pair. */
    final int[] left;

    final int[] right;
    final double[] probability;
    /** How probable it is that a record has no partner. */
    final double[] leftAlone;

    final double[] rightAlone;

    private double passedOn = SETTLED;
    private final Side lefts;
    private final Side rights;

    /**
     * Candidates whose odds are still to be set.
     *
     * @param left the left record of each pair, from 0
     * @param right the right record of each pair, from 0
     */
    public BeliefPropagation(int leftRows, int rightRows, int[] left, int[] right) {
        this.left = left;
        this.right = right;
        probability = new double[left.length];
        leftAlone = new double[leftRows];
        rightAlone = new double[rightRows];
        lefts = new Side(left, leftRows);
        rights = new Side(right, rightRows);
        lefts.lieAcross(rights);
        rights.lieAcross(lefts);
    }

    BeliefPropagation(int leftRows, int rightRows, int[] left, int[] right, double[] odds) {
        this(leftRows, rightRows, left, right);
        setOdds(odds);
    }

    /**
     * The records of one side, the pairs of each side by side with all that it reads of them, and whether it has heard
     * anything new: a message is written where the other side reads it. Of 1.9 million pairs a record else waited for those
     * of its pairs that lie apart. A record with one pair only ever says that it is free.
     */
    private static final class Side {
        /** The record of each pair. */
        private final int[] record;
        /** The pairs, those of one record in the order given. */
        private final int[] pairs;
        /** Where each pair stands among {@link #pairs}, and where it does on the other side. */
        private final int[] placeOf;

        /** Whether each pair is its own place, as on the side by which pairs are sorted. */
        private final boolean inOrder;

        private int[] across = {};
        /** The record of the other side that each is of. */
        private int[] hearer = {};
        /** Where the pairs of each record begin, and the end of the last. */
        private final int[] begins;

        /** By place: odds but for the prior, the last message of this side's record, and of the other's. */
        private final double[] odds;

        private final double[] said;
        private final double[] told;

        private final boolean[] heard;
        /** Whether any record of a block has: late sweeps are of few records. */
        private final boolean[] blockHeard;

        Side(int[] recordOf, int records) {
            record = recordOf;
            begins = new int[records + 1];
            for (int r : recordOf) {
                begins[r + 1]++;
            }
            for (int r = 0; r < records; r++) {
                begins[r + 1] += begins[r];
            }
            placeOf = new int[recordOf.length];
            inOrder = ascends(recordOf);
            pairs = inOrder ? placeOf : new int[recordOf.length];
            int[] next = begins.clone();
            for (int e = 0; e < recordOf.length; e++) {
                placeOf[e] = next[recordOf[e]]++;
                pairs[placeOf[e]] = e;
            }
            odds = new double[recordOf.length];
            said = new double[recordOf.length];
            told = new double[recordOf.length];
            Arrays.fill(odds, 1);
            Arrays.fill(said, 1);
            Arrays.fill(told, 1);
            heard = new boolean[records];
            blockHeard = new boolean[(records + (1 << BLOCK_BITS) - 1) >> BLOCK_BITS];
        }

        private static boolean ascends(int[] recordOf) {
            boolean ascends = true;
            for (int e = 1; ascends && e < recordOf.length; e++) {
                ascends = recordOf[e - 1] <= recordOf[e];
            }
            return ascends;
        }

        void lieAcross(Side other) {
            if (inOrder) {
                across = other.placeOf;
                hearer = other.record;
                return;
            }
            across = other.inOrder ? pairs : new int[pairs.length];
            hearer = new int[pairs.length];
            inStretches(pairs.length, (from, to) -> {
                for (int i = from; i < to; i++) {
                    across[i] = other.placeOf[pairs[i]];
                    hearer[i] = other.record[pairs[i]];
                }
            });
        }

        void setOdds(double[] odds) {
            inStretches(odds.length, (from, to) -> {
                for (int i = from; i < to; i++) {
                    this.odds[i] = odds[pairs[i]];
                }
            });
        }

        void hear(int number) {
            heard[number] = true;
            blockHeard[number >> BLOCK_BITS] = true;
        }

        void hearAll() {
            Arrays.fill(heard, true);
            Arrays.fill(blockHeard, true);
        }

        /** Brings up to date how probable it is that each record has no partner. */
        void findAlone(double prior, double[] alone) {
            for (int r = 0; r < alone.length; r++) {
                double some = 1;
                for (int i = begins[r]; i < begins[r + 1]; i++) {
                    some += prior * odds[i] * told[i];
                }
                alone[r] = 1 / some;
            }
        }
    }

    public double odds(int pair) {
        return lefts.odds[lefts.placeOf[pair]];
    }

    /** The odds that a left record sees: those of the pair, times how free its right record is of others. */
    public double oddsWhereFree(int pair) {
        return odds(pair) * lefts.told[lefts.placeOf[pair]];
    }

    /** By pair, as of the last messages. */
    public double[] probabilities() {
        return probability.clone();
    }

    /**
     * Takes other odds; messages stay.
     *
     * @param odds of each pair but for the prior that {@link #propagate} is given
     */
    public void setOdds(double[] odds) {
        lefts.setOdds(odds);
        rights.setOdds(odds);
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
        weigh(prior);
    }

    /** One message of each record: for odds that change after every pass. */
    public void pass() {
        lefts.hearAll();
        rights.hearAll();
        speak(1, lefts, rights, 0);
        speak(1, rights, lefts, 0);
        weigh(1);
    }

    private void weigh(double prior) {
        inStretches(probability.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                double odds = prior * lefts.odds[i] * lefts.said[i] * lefts.told[i];
                probability[lefts.pairs[i]] = Double.isInfinite(odds) ? 1 : odds / (1 + odds);
            }
        });
    }

    /** What is done with the pairs from one place to another. */
    private interface Stretch {
        void of(int from, int to);
    }

    /** Does something with all pairs, a stretch of them after the other with all processors. */
    private static void inStretches(int pairs, Stretch each) {
        IntStream.range(0, tasks(pairs, PAIRS_A_TASK))
                .parallel()
                .forEach(task -> each.of(task * PAIRS_A_TASK, Math.min(pairs, (task + 1) * PAIRS_A_TASK)));
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
        if (end - begin < 2) {
            return false;
        }
        double[] odds = from.odds;
        double[] told = from.told;
        double[] said = from.said;
        int greatest = -1;
        double most = 0;
        // The odds of the other pairs are summed apart, or they would be lost beside the greatest.
        double rest = 0;
        for (int i = begin; i < end; i++) {
            double of = prior * odds[i] * told[i];
            if (greatest < 0 || of > most) {
                rest += most;
                greatest = i;
                most = of;
            } else {
                rest += of;
            }
        }
        int[] across = from.across;
        double[] heard = to.told;
        boolean changed = false;
        for (int i = begin; i < end; i++) {
            double others = rest;
            if (i != greatest) {
                double weak = rest - prior * odds[i] * told[i];
                others = (weak <= 0 ? 0 : weak) + most;
            }
            double before = said[i];
            double message = kept > 0 ? kept * before + (1 - kept) / (1 + others) : 1 / (1 + others);
            said[i] = message;
            heard[across[i]] = message;
            if (tells(message, before, prior * odds[i])) {
                to.hear(from.hearer[i]);
                if (kept > 0) {
                    from.hear(number);
                }
                changed = true;
            }
        }
        return changed;
    }

    /**
     * Whether a new message changes what its hearer says by more than the share of it that is passed on: the hearer says
     * 1 / (1 + the sum of odds times messages), so that neither a change of a small share does nor one of odds that hardly count.
     */
    private boolean tells(double message, double before, double odds) {
        double change = Math.abs(message - before);
        return change > passedOn * before && change > passedOn * (1 / odds + before);
    }

    /** Brings {@link #leftAlone} and {@link #rightAlone} up to date after {@link #propagate}. */
    void findAlone(double prior) {
        lefts.findAlone(prior, leftAlone);
        rights.findAlone(prior, rightAlone);
    }

    double sum() {
        double sum = 0;
        for (double p : probability) {
            sum += p;
        }
        return sum;
    }
}
