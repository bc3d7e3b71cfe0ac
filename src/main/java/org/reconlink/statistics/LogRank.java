package org.reconlink.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.reconlink.statistics.SurvivalCurve.SurvivalTime;

/**
 * The log-rank test of groups' times to an event (Mantel, 1966), as R's {@code survdiff} has it.
 *
 * @param test empty where there is nothing to compare: fewer than two groups in which an event could have happened
 */
public record LogRank(List<Group> groups, Optional<ChiSquared> test) {
    /** One group: its participants, its events, and those expected if all groups had the same curve. */
    public record Group(int n, int observed, double expected) {}

    public LogRank {
        groups = List.copyOf(groups);
    }

    /** Compares groups; those without anybody are kept with n 0. */
    public static LogRank of(List<? extends Collection<SurvivalTime>> groups) {
        Tally tally = new Tally(groups);
        List<Group> compared = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            compared.add(new Group(groups.get(g).size(), tally.observed[g], tally.expected[g]));
        }
        return new LogRank(compared, tally.test());
    }

    private static final class Tally {
        private final int[] observed;
        private final double[] expected;
        private final double[][] covariance;

        Tally(List<? extends Collection<SurvivalTime>> groups) {
            int k = groups.size();
            observed = new int[k];
            expected = new double[k];
            covariance = new double[k][k];
            int[] atRisk = groups.stream().mapToInt(Collection::size).toArray();
            TreeMap<Double, int[][]> counts = new TreeMap<>();
            for (int g = 0; g < k; g++) {
                for (SurvivalTime t : groups.get(g)) {
                    counts.computeIfAbsent(t.time(), any -> new int[2][k])[t.event() ? 0 : 1][g]++;
                }
            }
            counts.values().forEach(at -> add(at[0], at[1], atRisk));
        }

        /** One time: its events and censorings by group; {@code atRisk} goes down by both. */
        private void add(int[] events, int[] censored, int[] atRisk) {
            double n = 0;
            double d = 0;
            for (int g = 0; g < events.length; g++) {
                n += atRisk[g];
                d += events[g];
            }
            double spread = n > 1 ? d * (n - d) / (n - 1) : 0;
            for (int g = 0; g < events.length; g++) {
                observed[g] += events[g];
                expected[g] += d * atRisk[g] / n;
                for (int h = 0; h < events.length; h++) {
                    covariance[g][h] += spread * atRisk[g] / n * ((g == h ? 1 : 0) - atRisk[h] / n);
                }
            }
            for (int g = 0; g < events.length; g++) {
                atRisk[g] -= events[g] + censored[g];
            }
        }

        /** One of the groups with events expected is left out, since the differences add up to 0. */
        Optional<ChiSquared> test() {
            List<Integer> used = new ArrayList<>();
            for (int g = 0; g < expected.length; g++) {
                if (expected[g] > 0) {
                    used.add(g);
                }
            }
            int df = used.size() - 1;
            if (df < 1) {
                return Optional.empty();
            }
            double[][] v = new double[df][df];
            double[] difference = new double[df];
            for (int i = 0; i < df; i++) {
                difference[i] = observed[used.get(i)] - expected[used.get(i)];
                for (int j = 0; j < df; j++) {
                    v[i][j] = covariance[used.get(i)][used.get(j)];
                }
            }
            double statistic = quadraticForm(v, difference.clone());
            return Double.isFinite(statistic) ? Optional.of(new ChiSquared(statistic, df)) : Optional.empty();
        }

        /** x' V^-1 x of a covariance matrix, by elimination; NaN where it has no inverse. */
        private static double quadraticForm(double[][] v, double[] x) {
            double form = 0;
            for (int i = 0; i < x.length; i++) {
                if (!(v[i][i] > 0)) {
                    return Double.NaN;
                }
                form += x[i] * x[i] / v[i][i];
                for (int j = i + 1; j < x.length; j++) {
                    double factor = v[j][i] / v[i][i];
                    x[j] -= factor * x[i];
                    for (int m = i; m < x.length; m++) {
                        v[j][m] -= factor * v[i][m];
                    }
                }
            }
            return form;
        }
    }

    /**
     * A statistic that follows a chi-squared distribution where there is no difference.
     *
     * @param df degrees of freedom, at least 1
     */
    public record ChiSquared(double statistic, int df) {
        /** The probability of a statistic at least as large where there is no difference. */
        public double p() {
            return ChiSquaredDistribution.of(df).survivalProbability(statistic);
        }
    }
}
