package org.reconlink.linkage.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.reconlink.linkage.model.VectorCounts.Blocked;
import org.reconlink.linkage.model.VectorCounts.Compared;

/**
 * Estimates m and u from counts of vectors.
 *
 * <p>For each blocking rule in turn the matches among its pairs are found by expectation-maximisation from the
 * comparisons that the rule does not force, and these alone learn from it. A comparison's m is the mean over the rules
 * that taught it, weighed by their matches. u is the share of a level among all pairs less what the matches contribute.
 */
public final class Training {
    private static final int MOST_ROUNDS = 200;
    private static final int PASSES = 4;

    private final VectorCounts counts;
    private final List<Compared> comparisons;
    private final List<Blocked> rules;
    private final double possiblePairs;
    private final List<String> report = new ArrayList<>();

    private Training(VectorCounts counts, List<Compared> comparisons, List<Blocked> rules, double possiblePairs) {
        this.counts = counts;
        this.comparisons = comparisons;
        this.rules = rules;
        this.possiblePairs = Math.max(2, possiblePairs);
    }

    /** Parameters and what is to be said about how they were found. */
    public record Trained(Parameters parameters, List<String> report) {
        /** Copies the list. */
        public Trained {
            report = List.copyOf(report);
        }
    }

    /**
     * Trains all comparisons.
     *
     * @param possiblePairs the number of pairs that blocking chose from
     * @param matchesExpected the number of matches to start from
     */
    public static Trained train(
            VectorCounts counts,
            List<Compared> comparisons,
            List<Blocked> rules,
            double possiblePairs,
            double matchesExpected) {
        Training training = new Training(counts, comparisons, rules, possiblePairs);
        double[][] m = comparisons.stream()
                .map(compared -> compared.usualShares().clone())
                .toArray(double[][]::new);
        Parameters parameters = training.parameters(m, matchesExpected);
        for (int pass = 0; pass < PASSES; pass++) {
            training.report.clear();
            parameters = training.pass(parameters);
        }
        return new Trained(parameters, training.report);
    }

    /**
     * The parameters that follow when the probability of each vector's pairs to match is known.
     *
     * @param matches by vector, the expected number of matches among its pairs
     */
    public static Parameters from(int[][] vectors, List<Compared> comparisons, double possiblePairs, double[] matches) {
        VectorCounts counts = new VectorCounts(vectors, new int[vectors.length], matches);
        Training training = new Training(counts, comparisons, List.of(), possiblePairs);
        double total = 0;
        double[][] taught = usual(comparisons);
        for (int v = 0; v < vectors.length; v++) {
            total += matches[v];
            for (int c = 0; c < comparisons.size(); c++) {
                int level = vectors[v][c];
                if (level > 0) {
                    taught[c][level - 1] += matches[v];
                }
            }
        }
        for (double[] shares : taught) {
            normalise(shares);
        }
        return training.parameters(taught, Math.max(0.5, total));
    }

    private Parameters pass(Parameters start) {
        double[][] sums = usual(comparisons);
        double[] taughtBy = new double[comparisons.size()];
        for (int r = 0; r < rules.size(); r++) {
            learn(r, start, sums, taughtBy);
        }
        for (int c = 0; c < sums.length; c++) {
            normalise(sums[c]);
            if (comparisons.get(c).fixed() != null) {
                report.add(comparisons.get(c).name() + ": fixed, not trained");
            } else if (taughtBy[c] < 1) {
                report.add(comparisons.get(c).name() + ": no blocking rule could teach it; the usual shares stand");
            }
        }
        return parameters(sums, expectedMatches(parameters(sums, start.matchesExpected())));
    }

    /** Matches among all candidate pairs under the model, their share among the pairs settled by iteration. */
    private double expectedMatches(Parameters parameters) {
        double matches = Math.min(parameters.matchesExpected(), possiblePairs / 2);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double priorBits = Math.log(matches / (possiblePairs - matches)) / Math.log(2);
            double sum = 0;
            for (int v = 0; v < counts.size(); v++) {
                sum += counts.pairs()[v] * probability(parameters.bits(counts.levels()[v]) + priorBits);
            }
            double next = Math.max(0.5, Math.min(sum, possiblePairs / 2));
            if (Math.abs(next - matches) < 1e-6 * next) {
                return next;
            }
            matches = next;
        }
        return matches;
    }

    private void learn(int rule, Parameters start, double[][] sums, double[] taughtBy) {
        boolean[] forced = new boolean[comparisons.size()];
        rules.get(rule).forces().forEach(comparison -> forced[comparison] = true);
        RuleTraining training = new RuleTraining(counts.foundBy(rule), start, forced, comparisons);
        report.add(rules.get(rule).name() + ": " + training.run(start.matchesExpected()));
        for (int c = 0; c < forced.length; c++) {
            if (!forced[c]) {
                for (int level = 0; level < sums[c].length; level++) {
                    sums[c][level] += training.matches(c, level);
                    taughtBy[c] += training.matches(c, level);
                }
            }
        }
    }

    /** By comparison and level: the pairs that the usual shares count for. */
    static double[][] usual(List<Compared> comparisons) {
        double[][] usual = new double[comparisons.size()][];
        for (int c = 0; c < usual.length; c++) {
            usual[c] = comparisons.get(c).usualShares().clone();
            for (int level = 0; level < usual[c].length; level++) {
                usual[c][level] *= comparisons.get(c).usualPairs();
            }
        }
        return usual;
    }

    private Parameters parameters(double[][] m, double matches) {
        List<Parameters.Comparison> list = new ArrayList<>();
        double share = Math.min(0.5, matches / possiblePairs);
        for (int c = 0; c < m.length; c++) {
            Compared compared = comparisons.get(c);
            if (compared.fixed() != null) {
                list.add(compared.fixed());
                continue;
            }
            double[] u = new double[m[c].length];
            for (int level = 0; level < u.length; level++) {
                double all = compared.shareOfAllPairs()[level];
                double floor = Math.max(0.5 / possiblePairs, all * 1e-3);
                double others = (all - share * m[c][level]) / (1 - share);
                double[] usual = compared.usualOfOthers();
                u[level] = usual == null
                        ? Math.max(floor, others)
                        : Math.max(0, others) * possiblePairs + usual[level] * compared.usualPairsOfOthers();
            }
            normalise(u);
            list.add(new Parameters.Comparison(
                    compared.name(),
                    compared.labels().subList(1, compared.labels().size()),
                    m[c],
                    u));
        }
        return new Parameters(list, matches);
    }

    static double probability(double bits) {
        return 1 / (1 + Math.pow(2, -bits));
    }

    static void normalise(double[] shares) {
        double sum = 0;
        for (double share : shares) {
            sum += share;
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= sum;
        }
    }

    /** Expectation-maximisation among the pairs of one blocking rule; comparisons that the rule forces take no part. */
    private static final class RuleTraining {
        private static final int MOST_ROUNDS = 100;
        private static final double SETTLED = 1e-6;

        private final VectorCounts counts;
        private final boolean[] forced;
        private final List<Compared> comparisons;
        private final double[][] m;
        private final double[][] u;
        private final double[][] bits;
        private double[][] seen = new double[0][];
        private double share;

        RuleTraining(VectorCounts counts, Parameters start, boolean[] forced, List<Compared> comparisons) {
            this.counts = counts;
            this.forced = forced;
            this.comparisons = comparisons;
            m = start.comparisons().stream().map(c -> c.m().clone()).toArray(double[][]::new);
            u = start.comparisons().stream().map(Parameters.Comparison::u).toArray(double[][]::new);
            bits = new double[m.length][];
            for (int c = 0; c < m.length; c++) {
                bits[c] = new double[m[c].length + 1];
            }
        }

        /** Matches of the rule's pairs at a level, counted from 0, the closest. */
        double matches(int comparison, int level) {
            return seen[comparison][level];
        }

        /** Trains and says in words how it went. */
        String run(double matchesExpected) {
            double pairs = 0;
            for (double number : counts.pairs()) {
                pairs += number;
            }
            share = Math.min(0.5, matchesExpected / Math.max(1, pairs));
            int round = 0;
            double change = 1;
            while (round < MOST_ROUNDS && change > SETTLED) {
                round++;
                double matches = expect();
                double next = Math.min(0.999, Math.max(1e-9, (matches + 0.5) / (pairs + 1)));
                change = Math.abs(next - share);
                share = next;
                maximise();
            }
            return String.format(
                    Locale.ROOT,
                    "%.0f pairs, %.1f matches, %s after %d rounds",
                    pairs,
                    share * pairs,
                    change > SETTLED ? "not settled" : "settled",
                    round);
        }

        private double expect() {
            for (int c = 0; c < m.length; c++) {
                for (int level = 0; level < m[c].length && !forced[c]; level++) {
                    bits[c][level + 1] = Math.log(m[c][level] / u[c][level]) / Math.log(2);
                }
            }
            seen = new double[m.length][];
            for (int c = 0; c < m.length; c++) {
                seen[c] = new double[m[c].length];
            }
            double prior = Math.log(share / (1 - share)) / Math.log(2);
            double matches = 0;
            for (int v = 0; v < counts.size(); v++) {
                int[] levels = counts.levels()[v];
                double weight = prior;
                for (int c = 0; c < levels.length; c++) {
                    weight += bits[c][levels[c]];
                }
                double matching = counts.pairs()[v] * Training.probability(weight);
                matches += matching;
                for (int c = 0; c < levels.length; c++) {
                    if (levels[c] > 0) {
                        seen[c][levels[c] - 1] += matching;
                    }
                }
            }
            return matches;
        }

        private void maximise() {
            double[][] shares = Training.usual(comparisons);
            for (int c = 0; c < m.length; c++) {
                if (!forced[c] && comparisons.get(c).fixed() == null) {
                    for (int level = 0; level < shares[c].length; level++) {
                        shares[c][level] += seen[c][level];
                    }
                    Training.normalise(shares[c]);
                    m[c] = shares[c];
                }
            }
        }
    }
}
