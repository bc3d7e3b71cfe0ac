package org.reconlink.statistics.adjusted;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/**
 * Finds the coefficients at which a likelihood is greatest, by Newton's steps, halved while one would lead down.
 *
 * <p>The likelihood of a regression has one greatest value or rises for ever along a line, where something tells the outcome
 * exactly. In the first case the steps end within rounding of it; in the second every step is about as long as the one
 * before, so that whoever has not come to an end after so many steps never does.
 */
final class Newton {
    private static final int MOST_STEPS = 30;
    private static final int MOST_HALVINGS = 30;

    /** Of coefficients of columns whose standard deviation is 1. */
    private static final double CLOSE = 1e-9;

    private static final double LONGEST_STEP = 5;

    private Newton() {}

    /** What is to be greatest. */
    interface Likelihood {
        Point at(double[] coefficients);

        /** Whether its information is only near its second derivatives, so that it takes more steps. */
        default int steps() {
            return MOST_STEPS;
        }
    }

    /** A likelihood at some coefficients: its logarithm, the slope, and the information. */
    static final class Point {
        private final double[] coefficients;
        private final double value;
        private final double[] slope;
        private final double[][] information;

        Point(double[] coefficients, double value, double[] slope, double[][] information) {
            this.coefficients = coefficients;
            this.value = value;
            this.slope = slope;
            this.information = information;
        }

        double[] coefficients() {
            return coefficients;
        }

        double value() {
            return value;
        }

        double[] slope() {
            return slope;
        }

        double[][] information() {
            return information;
        }
    }

    /** Empty if there is no greatest value. */
    static Optional<Point> greatest(Likelihood likelihood, int coefficients) {
        return greatest(likelihood, new double[coefficients], -1);
    }

    /** @param fixed the coefficient that stays as it is at the start; -1 for none */
    static Optional<Point> greatest(Likelihood likelihood, double[] start, int fixed) {
        Point point = likelihood.at(start);
        double[] before = new double[start.length];
        double longestBefore = Double.POSITIVE_INFINITY;
        for (int step = 0; step < likelihood.steps(); step++) {
            Optional<double[]> ahead = ahead(point, fixed);
            if (ahead.isEmpty()) {
                return Optional.empty();
            }
            double[] move = ahead.get();
            double longest = 0;
            for (double part : move) {
                longest = Math.max(longest, Math.abs(part));
            }
            if (!(longest < Double.POSITIVE_INFINITY)) {
                return Optional.empty();
            }
            double share = Math.min(1, LONGEST_STEP / longest);
            if (back(move, before) && longest > longestBefore / 2) {
                share /= 2;
            }
            before = move;
            longestBefore = longest;
            Point next = likelihood.at(moved(point.coefficients(), move, share));
            double least = point.value() - 1e-10 * Math.abs(point.value());
            for (int i = 0; i < MOST_HALVINGS && !(next.value() >= least); i++) {
                share /= 2;
                next = likelihood.at(moved(point.coefficients(), move, share));
            }
            point = next;
            if (longest < CLOSE) {
                return Optional.of(point);
            }
        }
        return Optional.empty();
    }

    /** Whether a step leads back: of a nearly right information steps can go to and fro about the greatest value for ever. */
    private static boolean back(double[] move, double[] before) {
        double along = 0;
        for (int i = 0; i < move.length; i++) {
            along += move[i] * before[i];
        }
        return along < 0;
    }

    private static double[] moved(double[] from, double[] move, double share) {
        double[] to = from.clone();
        for (int i = 0; i < to.length; i++) {
            to[i] += share * move[i];
        }
        return to;
    }

    private static Optional<double[]> ahead(Point point, int fixed) {
        if (fixed < 0) {
            return Cholesky.of(point.information()).map(information -> information.solve(point.slope()));
        }
        int n = point.slope().length;
        double[][] information = new double[n - 1][n - 1];
        double[] slope = new double[n - 1];
        for (int i = 0, r = 0; i < n; i++) {
            if (i != fixed) {
                slope[r] = point.slope()[i];
                for (int j = 0, c = 0; j < n; j++) {
                    if (j != fixed) {
                        information[r][c++] = point.information()[i][j];
                    }
                }
                r++;
            }
        }
        return Cholesky.of(information).map(rest -> {
            double[] solved = rest.solve(slope);
            double[] move = new double[n];
            for (int i = 0, r = 0; i < n; i++) {
                move[i] = i == fixed ? 0 : solved[r++];
            }
            return move;
        });
    }

    /**
     * Where, from the greatest value along a coefficient, twice the logarithm of the likelihood has fallen by so much with all
     * others at their best; empty if it never does.
     */
    static OptionalDouble fallen(Likelihood likelihood, Point greatest, int along, double by, double firstStep) {
        double top = greatest.coefficients()[along];
        DoubleUnaryOperator fall = at -> {
            double[] start = greatest.coefficients().clone();
            start[along] = at;
            return greatest(likelihood, start, along)
                    .map(point -> 2 * (greatest.value() - point.value()) - by)
                    .orElse(Double.NaN);
        };
        double near = top;
        double far = top;
        double step = firstStep;
        double atFar = -by;
        while (atFar < 0) {
            if (Math.abs(far - top) > 1e3 * Math.abs(firstStep)) {
                return OptionalDouble.empty();
            }
            near = far;
            far += step;
            step *= 1.5;
            atFar = fall.applyAsDouble(far);
        }
        if (Double.isNaN(atFar)) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(crossing(fall, near, far, atFar));
    }

    /** Regula falsi, of which the end that stays loses half its weight (Illinois). */
    private static double crossing(DoubleUnaryOperator rising, double below, double above, double atAbove) {
        double low = below;
        double high = above;
        double atLow = rising.applyAsDouble(low);
        double atHigh = atAbove;
        int side = 0;
        for (int i = 0; i < 100 && Math.abs(high - low) > 1e-9; i++) {
            double at = (low * atHigh - high * atLow) / (atHigh - atLow);
            double value = rising.applyAsDouble(at);
            if (Math.abs(value) < 1e-10) {
                return at;
            }
            if (value > 0) {
                high = at;
                atHigh = value;
                atLow = side > 0 ? atLow / 2 : atLow;
                side = 1;
            } else {
                low = at;
                atLow = value;
                atHigh = side < 0 ? atHigh / 2 : atHigh;
                side = -1;
            }
        }
        return (low + high) / 2;
    }
}
