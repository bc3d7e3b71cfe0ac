package org.reconlink.statistics.uncertainty;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.statistics.uncertainty.LinkEvidence.PossibleLink;
import org.reconlink.statistics.uncertainty.LinkEvidence.Retention;

/**
 * Fits the odds of every possible link: prior odds and agreement in common first, then both by the candidate's outcome. An
 * outcome-blind fit stops after the first and knows one kind of person only.
 */
final class OddsFit {
    /** Passes before prior and agreement are first estimated. */
    private static final int LEFT_ALONE = 3;

    private static final int BY_OUTCOME_PASSES = 45;
    private static final int RENEWED_EVERY = 5;
    private static final double START = 0.9;
    private static final double MOST_LINKED = 0.9995;
    /** True pairs that the common agreement counts for, beside those found. */
    private static final double COMMON_PAIRS = 6;

    /** Far beyond certainty and far from the largest number. */
    private static final double MOST_LOG_ODDS = 300;

    private static final double LEAST_RETAINED = 1e-3;

    private final LinkEvidence evidence;
    private final int kinds;
    /** 1 with the outcome, 0 without; all 0 where the fit is blind. */
    private final int[] kind;

    private final double[] persons;
    private final double[] share;
    private final double[][][] m;
    private final Messages messages;
    private final double[] retained;
    private final double[][][] lost;
    private final double[] numberLost;

    private OddsFit(LinkEvidence evidence, boolean blind) {
        List<PossibleLink> links = evidence.links();
        this.evidence = evidence;
        this.kinds = blind ? 1 : 2;
        this.kind = links.stream().mapToInt(l -> !blind && l.outcome() ? 1 : 0).toArray();
        this.persons = blind
                ? new double[] {evidence.personsWithout() + evidence.personsWith()}
                : new double[] {evidence.personsWithout(), evidence.personsWith()};
        this.share = new double[kinds];
        Arrays.fill(share, START / kinds);
        this.m = new double[kinds][][];
        this.lost = new double[kinds][][];
        for (int y = 0; y < kinds; y++) {
            m[y] = evidence.m().stream().map(double[]::clone).toArray(double[][]::new);
            lost[y] = evidence.m().stream().map(l -> new double[l.length]).toArray(double[][]::new);
        }
        this.messages = new Messages(
                evidence.participants(),
                links.stream().mapToInt(PossibleLink::participant).toArray(),
                links.stream().mapToInt(PossibleLink::person).toArray());
        this.retained = new double[kinds];
        Arrays.fill(retained, 1);
        this.numberLost = new double[kinds];
    }

    /**
     * What was fitted.
     *
     * @param messages with the odds of every link
     * @param retainedWith the probability that a true pair with the outcome is among the candidates
     * @param retainedWithout the same without
     */
    record Fitted(Messages messages, double retainedWith, double retainedWithout) {}

    static Fitted blind(LinkEvidence evidence) {
        OddsFit fit = new OddsFit(evidence, true);
        fit.inCommon();
        return new Fitted(fit.messages, 1, 1);
    }

    static Fitted byOutcome(LinkEvidence evidence) {
        OddsFit fit = new OddsFit(evidence, false);
        fit.inCommon();
        fit.byOutcome();
        return new Fitted(fit.messages, fit.retained[1], fit.retained[0]);
    }

    private void inCommon() {
        for (int pass = 0; pass < Messages.PASSES; pass++) {
            propagate();
            if (pass >= LEFT_ALONE) {
                double[] p = messages.probabilities();
                estimateShares(p);
                double[][] common = agreement(-1, p);
                Arrays.fill(m, common);
            }
        }
    }

    private void byOutcome() {
        @Nullable Losses losses = evidence.retention() == null ? null : Losses.of(evidence.retention(), evidence.m());
        for (int pass = 0; pass < BY_OUTCOME_PASSES; pass++) {
            propagate();
            double[] p = messages.probabilities();
            if (losses != null && pass % RENEWED_EVERY == 0) {
                renew(losses, p);
            }
            if (pass >= LEFT_ALONE) {
                estimateShares(p);
                for (int y = 0; y < kinds; y++) {
                    m[y] = agreement(y, p);
                }
            }
        }
        propagate();
        if (losses != null) {
            renew(losses, messages.probabilities());
        }
    }

    /** One pass with odds of the present prior and agreement. */
    private void propagate() {
        double nobody = 1 - Arrays.stream(share).sum();
        double[] logPrior = new double[kinds];
        double[][][] logM = new double[kinds][][];
        for (int y = 0; y < kinds; y++) {
            double free = Math.max(persons[y] - evidence.participants() * share[y], 1);
            logPrior[y] = Math.log(share[y] / (nobody * free));
            logM[y] = Arrays.stream(m[y])
                    .map(levels -> Arrays.stream(levels).map(Math::log).toArray())
                    .toArray(double[][]::new);
        }
        double[] odds = new double[kind.length];
        for (int e = 0; e < kind.length; e++) {
            PossibleLink link = evidence.links().get(e);
            double log = logPrior[kind[e]] - link.logU();
            int[] levels = link.levels();
            for (int k = 0; k < levels.length; k++) {
                log += levels[k] == PossibleLink.NOT_COMPARED ? 0 : logM[kind[e]][k][levels[k]];
            }
            odds[e] = Math.exp(Math.min(log, MOST_LOG_ODDS));
        }
        messages.pass(odds);
    }

    private double[] found(double[] p) {
        double[] found = new double[kinds];
        for (int e = 0; e < p.length; e++) {
            found[kind[e]] += p[e];
        }
        return found;
    }

    private void estimateShares(double[] p) {
        double[] found = found(p);
        double sum = Arrays.stream(found).sum() / evidence.participants();
        double scale = Math.min(1, MOST_LINKED / sum);
        for (int y = 0; y < kinds; y++) {
            share[y] = sum == 0 ? 0 : scale * found[y] / evidence.participants();
        }
    }

    /** Agreement of one kind, or of all where {@code y} is below 0. */
    private double[][] agreement(int y, double[] p) {
        List<double[]> agreement = new ArrayList<>();
        for (int k = 0; k < evidence.m().size(); k++) {
            double[] sums = evidence.m().get(k).clone();
            for (int l = 0; l < sums.length; l++) {
                sums[l] = COMMON_PAIRS * sums[l] + (y < 0 ? 0 : numberLost[y] * lost[y][k][l]);
            }
            for (int e = 0; e < p.length; e++) {
                int level = evidence.links().get(e).levels()[k];
                if (level != PossibleLink.NOT_COMPARED && (y < 0 || kind[e] == y)) {
                    sums[level] += p[e];
                }
            }
            double all = Arrays.stream(sums).sum();
            agreement.add(Arrays.stream(sums).map(sum -> sum / all).toArray());
        }
        return agreement.toArray(double[][]::new);
    }

    private void renew(Losses losses, double[] p) {
        double[] found = found(p);
        for (int y = 0; y < kinds; y++) {
            Losses.Outcome outcome = losses.under(m[y]);
            retained[y] = Math.max(LEAST_RETAINED, outcome.retained());
            lost[y] = outcome.lost();
            numberLost[y] = found[y] * (1 / retained[y] - 1);
        }
        double unlinked =
                Math.max(0, evidence.participants() - Arrays.stream(found).sum());
        double all = Arrays.stream(numberLost).sum();
        for (int y = 0; all > unlinked && y < kinds; y++) {
            numberLost[y] *= unlinked / all;
        }
    }

    /** Which combinations of levels blocking and pruning lose, and what that makes of given agreement probabilities. */
    static final class Losses {
        private static final int MOST_COMBINATIONS = 1 << 20;

        private final int[] sizes;
        /** Of each combination, the last field turning fastest: the share of persons for whom it is kept. */
        private final double[] kept;

        private Losses(int[] sizes, double[] kept) {
            this.sizes = sizes;
            this.kept = kept;
        }

        /**
         * The share of true pairs that survive, and the level distribution of each field among those that do not.
         *
         * @param lost all 0 where nothing is lost
         */
        @SuppressWarnings("ArrayRecordComponent") // never changed once made
        record Outcome(double retained, double[][] lost) {}

        /** Asks for every combination of levels; throws for more than can be asked for. */
        static Losses of(Retention retention, List<double[]> m) {
            int[] sizes = m.stream().mapToInt(levels -> levels.length).toArray();
            long combinations = 1;
            for (int size : sizes) {
                combinations *= size;
                if (combinations > MOST_COMBINATIONS) {
                    throw new IllegalArgumentException("more than " + MOST_COMBINATIONS + " combinations of levels");
                }
            }
            double[] kept = new double[(int) combinations];
            int[] levels = new int[sizes.length];
            for (int c = 0; c < kept.length; c++) {
                int times = 0;
                for (int person = 0; person < retention.persons(); person++) {
                    times += retention.rule().keeps(person, levels) ? 1 : 0;
                }
                kept[c] = (double) times / retention.persons();
                next(levels, sizes);
            }
            return new Losses(sizes, kept);
        }

        Outcome under(double[][] m) {
            double[][] lost = new double[sizes.length][];
            for (int k = 0; k < sizes.length; k++) {
                lost[k] = new double[sizes[k]];
            }
            int[] levels = new int[sizes.length];
            double all = 0;
            for (double share : kept) {
                double gone = 1 - share;
                for (int k = 0; gone > 0 && k < levels.length; k++) {
                    gone *= m[k][levels[k]];
                }
                for (int k = 0; gone > 0 && k < levels.length; k++) {
                    lost[k][levels[k]] += gone;
                }
                all += gone;
                next(levels, sizes);
            }
            for (double[] field : lost) {
                for (int l = 0; all > 0 && l < field.length; l++) {
                    field[l] /= all;
                }
            }
            return new Outcome(1 - Math.min(1, all), lost);
        }

        private static void next(int[] levels, int[] sizes) {
            for (int k = levels.length - 1; k >= 0; k--) {
                if (++levels[k] < sizes[k]) {
                    return;
                }
                levels[k] = 0;
            }
        }
    }
}
