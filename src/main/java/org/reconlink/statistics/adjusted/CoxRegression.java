package org.reconlink.statistics.adjusted;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.reconlink.statistics.SurvivalCurve.SurvivalTime;
import org.reconlink.statistics.adjusted.Newton.Point;

/**
 * Cox's regression of the time to an event, with Efron's weights for events at the same time, as R's {@code coxph} has it. Where
 * something else can end the time it is of the cause-specific hazard: that of the event among those to whom neither has
 * happened.
 */
public final class CoxRegression {
    private final DesignMatrix x;
    private final PartialLikelihood likelihood;
    private final Point point;
    private final double[][] covariance;

    private CoxRegression(DesignMatrix x, PartialLikelihood likelihood, Point point) {
        this.x = x;
        this.likelihood = likelihood;
        this.point = point;
        this.covariance = Cholesky.of(point.information()).orElseThrow().inverse();
    }

    /** Empty where the likelihood has no greatest value, as where nobody of a group has the event, or a column follows from others. */
    public static Optional<CoxRegression> of(DesignMatrix x, List<SurvivalTime> times) {
        if (x.people() != times.size()) {
            throw new IllegalArgumentException("as many times as people");
        }
        PartialLikelihood likelihood = new PartialLikelihood(x, times);
        return Newton.greatest(likelihood, x.columns())
                .filter(point -> Cholesky.of(point.information()).isPresent())
                .map(point -> new CoxRegression(x, likelihood, point));
    }

    /** The logarithm of the hazard ratio of one more in a column. */
    public Coefficient coefficient(String name) {
        int j = x.column(name);
        return new Coefficient(point.coefficients()[j] / x.sd(j), Math.sqrt(covariance[j][j]) / x.sd(j));
    }

    /**
     * The p of the score test that the hazard ratio of a column is the same at all times, against one that changes with the
     * Kaplan-Meier curve, as {@code cox.zph} of R's survival 3 has it (Grambsch and Therneau 1994, doi 10.1093/biomet/81.3.515).
     */
    public OptionalDouble proportional(String name) {
        return test(List.of(x.column(name)));
    }

    /** The same of all columns together. */
    public OptionalDouble proportional() {
        return test(IntStream.range(0, x.columns()).boxed().toList());
    }

    private OptionalDouble test(List<Integer> columns) {
        int p = x.columns();
        int n = p + columns.size();
        double[] slope = new double[n];
        double[][] information = new double[n][n];
        double[] mean = {0, 0};
        likelihood.each(point.coefficients(), (time, residual, variance, events) -> {
            mean[0] += events * likelihood.elapsed(time);
            mean[1] += events;
        });
        likelihood.each(point.coefficients(), (time, residual, variance, events) -> {
            double at = likelihood.elapsed(time) - mean[0] / mean[1];
            for (int i = 0; i < n; i++) {
                int k = i < p ? i : columns.get(i - p);
                double g = i < p ? 1 : at;
                slope[i] += i < p ? 0 : g * residual[k];
                for (int j = 0; j < n; j++) {
                    int l = j < p ? j : columns.get(j - p);
                    information[i][j] += g * (j < p ? 1 : at) * variance[k][l];
                }
            }
        });
        return Cholesky.of(information)
                .map(of -> OptionalDouble.of(ChiSquaredDistribution.of(columns.size())
                        .survivalProbability(Math.max(0, of.quadraticForm(slope)))))
                .orElse(OptionalDouble.empty());
    }

    /** What one time at which events happened adds. */
    private interface AtTime {
        /**
         * @param residual the columns of those with the event less what was expected of them
         * @param variance of the columns among those at risk, summed over the events
         */
        void add(int time, double[] residual, double[][] variance, int events);
    }

    private static final class PartialLikelihood implements Newton.Likelihood {
        private final DesignMatrix x;
        /** People from the longest time to the shortest; of one time whoever was censored first. */
        private final List<Integer> order;

        private final List<SurvivalTime> times;
        /** By place in the order: 1 less the Kaplan-Meier curve just before. */
        private final double[] elapsed;

        PartialLikelihood(DesignMatrix x, List<SurvivalTime> times) {
            this.x = x;
            this.times = List.copyOf(times);
            this.order = IntStream.range(0, times.size())
                    .boxed()
                    .sorted(Comparator.comparing((Integer i) -> times.get(i).time())
                            .reversed()
                            .thenComparing(i -> times.get(i).event())
                            .thenComparing(i -> i))
                    .toList();
            this.elapsed = new double[order.size()];
            double survival = 1;
            for (int last = order.size() - 1; last >= 0; ) {
                int first = last;
                int events = 0;
                while (first >= 0 && time(first) == time(last)) {
                    events += event(first) ? 1 : 0;
                    elapsed[first] = 1 - survival;
                    first--;
                }
                survival *= 1 - (double) events / (last + 1);
                last = first;
            }
        }

        private double time(int place) {
            return times.get(order.get(place)).time();
        }

        private boolean event(int place) {
            return times.get(order.get(place)).event();
        }

        double elapsed(int place) {
            return elapsed[place];
        }

        @Override
        public Point at(double[] coefficients) {
            int p = coefficients.length;
            double[] slope = new double[p];
            double[][] information = new double[p][p];
            double value = each(coefficients, (time, residual, variance, events) -> {
                for (int k = 0; k < p; k++) {
                    slope[k] += residual[k];
                    for (int l = 0; l < p; l++) {
                        information[k][l] += variance[k][l];
                    }
                }
            });
            return new Point(coefficients, value, slope, information);
        }

        /** Goes through the times of events from the last to the first; the logarithm of the likelihood. */
        double each(double[] coefficients, AtTime at) {
            int p = coefficients.length;
            Sums risk = new Sums(p);
            double value = 0;
            for (int first = 0; first < order.size(); ) {
                int next = first;
                int events = 0;
                Sums tied = new Sums(p);
                double[] residual = new double[p];
                for (; next < order.size() && time(next) == time(first); next++) {
                    double[] row = x.row(order.get(next));
                    double odds = 0;
                    for (int k = 0; k < p; k++) {
                        odds += coefficients[k] * row[k];
                    }
                    double weight = StrictMath.exp(odds);
                    risk.add(weight, row);
                    if (event(next)) {
                        events++;
                        tied.add(weight, row);
                        value += odds;
                        for (int k = 0; k < p; k++) {
                            residual[k] += row[k];
                        }
                    }
                }
                if (events > 0) {
                    double[][] variance = new double[p][p];
                    for (int i = 0; i < events; i++) {
                        value -= risk.less(tied, (double) i / events, residual, variance);
                    }
                    at.add(first, residual, variance, events);
                }
                first = next;
            }
            return value;
        }
    }

    /** Weighted sums over people of 1, their columns, and the columns' products. */
    private static final class Sums {
        private double weight;
        private final double[] first;
        private final double[][] second;

        Sums(int columns) {
            first = new double[columns];
            second = new double[columns][columns];
        }

        void add(double w, double[] row) {
            weight += w;
            for (int k = 0; k < row.length; k++) {
                double part = w * row[k];
                first[k] += part;
                for (int l = 0; l <= k; l++) {
                    second[k][l] += part * row[l];
                }
            }
        }

        /** Takes the mean without a part of those tied off the residual and adds the variance; the logarithm of the weight. */
        double less(Sums tied, double part, double[] residual, double[][] variance) {
            double w = weight - part * tied.weight;
            double[] mean = new double[first.length];
            for (int k = 0; k < mean.length; k++) {
                mean[k] = (first[k] - part * tied.first[k]) / w;
                residual[k] -= mean[k];
                for (int l = 0; l <= k; l++) {
                    double v = (second[k][l] - part * tied.second[k][l]) / w - mean[k] * mean[l];
                    variance[k][l] += v;
                    if (l < k) {
                        variance[l][k] += v;
                    }
                }
            }
            return StrictMath.log(w);
        }
    }
}
