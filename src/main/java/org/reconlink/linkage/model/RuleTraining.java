package org.reconlink.linkage.model;

import java.util.List;
import java.util.Locale;
import org.reconlink.linkage.model.VectorCounts.Compared;

/** Expectation-maximisation among the pairs of one blocking rule; comparisons that the rule forces take no part. */
final class RuleTraining {
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
