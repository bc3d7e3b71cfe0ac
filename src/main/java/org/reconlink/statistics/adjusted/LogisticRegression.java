package org.reconlink.statistics.adjusted;

import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.reconlink.statistics.Estimate;
import org.reconlink.statistics.Interval;
import org.reconlink.statistics.TwoByTwo;
import org.reconlink.statistics.adjusted.Newton.Point;

/**
 * Logistic regression of a yes-or-no outcome, with a constant.
 *
 * <p>Where the columns tell the outcome of some people exactly (separation) the likelihood has no greatest value. Then
 * Firth's (1993, doi 10.1093/biomet/80.1.27) is taken, which adds half the logarithm of the information's determinant and always
 * has one, with the limits and p of its profile (Heinze and Schemper 2002, doi 10.1002/sim.1047).
 */
public final class LogisticRegression {
    /** The 95% quantile of chi-squared with one degree of freedom, written out so that it is the same on every machine. */
    private static final double LIMIT = 3.841458820694124;

    private final DesignMatrix x;
    private final Binomial likelihood;
    private final Point point;
    private final double[][] covariance;

    private LogisticRegression(DesignMatrix x, Binomial likelihood, Point point) {
        this.x = x;
        this.likelihood = likelihood;
        this.point = point;
        this.covariance = Cholesky.of(point.information()).orElseThrow().inverse();
    }

    /** By the likelihood; empty where the outcome is separated, or a column follows from others. */
    public static Optional<LogisticRegression> of(DesignMatrix x, boolean[] outcome) {
        return fit(x, outcome, false);
    }

    /** The logarithm of the odds ratio of two groups without anything held equal; empty where a count is 0. */
    public static Optional<Coefficient> oddsRatio(TwoByTwo counts) {
        double cells = (double) counts.a() * counts.b() * counts.c() * counts.d();
        return cells > 0
                ? Optional.of(new Coefficient(
                        StrictMath.log((double) counts.a() * counts.d() / ((double) counts.b() * counts.c())),
                        Math.sqrt(1.0 / counts.a() + 1.0 / counts.b() + 1.0 / counts.c() + 1.0 / counts.d())))
                : Optional.empty();
    }

    /** By Firth's likelihood; empty where a column follows from others. */
    public static Optional<LogisticRegression> penalised(DesignMatrix x, boolean[] outcome) {
        return fit(x, outcome, true);
    }

    private static Optional<LogisticRegression> fit(DesignMatrix x, boolean[] outcome, boolean penalised) {
        if (x.people() != outcome.length) {
            throw new IllegalArgumentException("as many outcomes as people");
        }
        Binomial likelihood = new Binomial(x, outcome.clone(), penalised);
        return Newton.greatest(likelihood, x.columns() + 1)
                .filter(point -> Cholesky.of(point.information()).isPresent())
                .map(point -> new LogisticRegression(x, likelihood, point));
    }

    /** The logarithm of the odds ratio of one more in a column. */
    public Coefficient coefficient(String name) {
        int j = x.column(name);
        return new Coefficient(point.coefficients()[j + 1] / x.sd(j), Math.sqrt(covariance[j + 1][j + 1]) / x.sd(j));
    }

    /** The odds ratio with the limits at which the likelihood, all else at its best, is 1.92 below its greatest. */
    public Estimate oddsRatio(String name) {
        int j = x.column(name);
        double error = Math.sqrt(covariance[j + 1][j + 1]);
        OptionalDouble lower = Newton.fallen(likelihood, point, j + 1, LIMIT, -error);
        OptionalDouble upper = Newton.fallen(likelihood, point, j + 1, LIMIT, error);
        return Coefficient.exp(new Estimate(
                coefficient(name).value(),
                new Interval(
                        lower.orElse(Double.NEGATIVE_INFINITY) / x.sd(j),
                        upper.orElse(Double.POSITIVE_INFINITY) / x.sd(j))));
    }

    /** Two-sided: Wald's, or of Firth's likelihood that of the ratio to the one without the column's effect. */
    public double p(String name) {
        if (!likelihood.penalised) {
            return coefficient(name).p();
        }
        int j = x.column(name);
        double[] without = point.coefficients().clone();
        without[j + 1] = 0;
        double fall = Newton.greatest(likelihood, without, j + 1)
                .map(other -> 2 * (point.value() - other.value()))
                .orElse(Double.NaN);
        return ChiSquaredDistribution.of(1).survivalProbability(Math.max(0, fall));
    }

    /**
     * The mean risk if everybody had 1 in a column less that if everybody had 0, all else as it is, with the interval of the
     * delta method. Covariates are taken as they are, not as a sample.
     */
    public Coefficient riskDifference(String name) {
        int j = x.column(name);
        double[] slope = new double[x.columns() + 1];
        double difference = 0;
        for (int side = 1; side >= 0; side--) {
            int sign = side == 1 ? 1 : -1;
            double set = x.scaled(j, side);
            for (int i = 0; i < x.people(); i++) {
                double[] row = x.row(i);
                double p = logistic(linear(point.coefficients(), row) + point.coefficients()[j + 1] * (set - row[j]));
                difference += sign * p / x.people();
                double weight = sign * p * (1 - p) / x.people();
                slope[0] += weight;
                for (int k = 0; k < row.length; k++) {
                    slope[k + 1] += weight * (k == j ? set : row[k]);
                }
            }
        }
        double variance = 0;
        for (int k = 0; k < slope.length; k++) {
            for (int l = 0; l < slope.length; l++) {
                variance += slope[k] * covariance[k][l] * slope[l];
            }
        }
        return new Coefficient(difference, Math.sqrt(variance));
    }

    /** A person's log odds. */
    double logOdds(int person) {
        return linear(point.coefficients(), x.row(person));
    }

    /** 1 and a person's scaled columns. */
    double[] scaledRow(int person) {
        double[] row = new double[x.columns() + 1];
        row[0] = 1;
        System.arraycopy(x.row(person), 0, row, 1, x.columns());
        return row;
    }

    /** How the coefficients move by one person's outcome: information^-1 x (y - p), all scaled. */
    double[] influence(int person) {
        double[] row = scaledRow(person);
        double residual = (likelihood.outcome[person] ? 1 : 0) - logistic(logOdds(person));
        double[] moved = new double[row.length];
        for (int k = 0; k < moved.length; k++) {
            for (int l = 0; l < moved.length; l++) {
                moved[k] += covariance[k][l] * row[l] * residual;
            }
        }
        return moved;
    }

    private static double linear(double[] coefficients, double[] row) {
        double sum = coefficients[0];
        for (int k = 0; k < row.length; k++) {
            sum += coefficients[k + 1] * row[k];
        }
        return sum;
    }

    static double logistic(double logOdds) {
        return 1 / (1 + StrictMath.exp(-logOdds));
    }

    private static final class Binomial implements Newton.Likelihood {
        private final DesignMatrix x;
        private final boolean[] outcome;
        private final boolean penalised;

        private Binomial(DesignMatrix x, boolean[] outcome, boolean penalised) {
            this.x = x;
            this.outcome = outcome;
            this.penalised = penalised;
        }

        @Override
        public int steps() {
            return penalised ? 500 : Newton.Likelihood.super.steps();
        }

        @Override
        public Point at(double[] coefficients) {
            int n = coefficients.length;
            double value = 0;
            double[] slope = new double[n];
            double[][] information = new double[n][n];
            for (int i = 0; i < x.people(); i++) {
                double[] row = x.row(i);
                double odds = linear(coefficients, row);
                double p = logistic(odds);
                // log p or log (1 - p), whole where one of them is next to 0
                value -= StrictMath.log1p(StrictMath.exp(-Math.abs(odds)))
                        + (outcome[i] == odds > 0 ? 0 : Math.abs(odds));
                add(slope, row, (outcome[i] ? 1 : 0) - p);
                add(information, row, p * (1 - p));
            }
            for (int k = 0; k < n; k++) {
                for (int l = k + 1; l < n; l++) {
                    information[k][l] = information[l][k];
                }
            }
            return penalised
                    ? penalise(coefficients, value, slope, information)
                    : new Point(coefficients, value, slope, information);
        }

        private Point penalise(double[] coefficients, double value, double[] slope, double[][] information) {
            Optional<Cholesky> decomposed = Cholesky.of(information);
            if (decomposed.isEmpty()) {
                return new Point(coefficients, Double.NEGATIVE_INFINITY, slope, information);
            }
            double[][] inverse = decomposed.get().inverse();
            for (int i = 0; i < x.people(); i++) {
                double[] row = x.row(i);
                double p = logistic(linear(coefficients, row));
                double hat = inverse[0][0];
                for (int k = 0; k < row.length; k++) {
                    hat += 2 * inverse[0][k + 1] * row[k];
                    for (int l = 0; l < row.length; l++) {
                        hat += row[k] * inverse[k + 1][l + 1] * row[l];
                    }
                }
                add(slope, row, p * (1 - p) * hat * (0.5 - p));
            }
            return new Point(coefficients, value + decomposed.get().logDeterminant() / 2, slope, information);
        }

        private static void add(double[] to, double[] row, double weight) {
            to[0] += weight;
            for (int k = 0; k < row.length; k++) {
                to[k + 1] += weight * row[k];
            }
        }

        /** The lower triangle. */
        private static void add(double[][] to, double[] row, double weight) {
            to[0][0] += weight;
            for (int k = 0; k < row.length; k++) {
                double part = weight * row[k];
                to[k + 1][0] += part;
                for (int l = 0; l <= k; l++) {
                    to[k + 1][l + 1] += part * row[l];
                }
            }
        }
    }
}
