package org.reconlink.statistics.adjusted;

import java.util.Optional;
import java.util.OptionalInt;

/** A symmetric positive definite matrix as L L', for solving with it. */
final class Cholesky {
    /** A pivot that is less of its diagonal than this is rounding: the column follows from those before it. */
    private static final double TOLERANCE = 1e-11;

    private final double[][] lower;

    private Cholesky(double[][] lower) {
        this.lower = lower;
    }

    /** Empty if a column follows from the others, but for rounding. */
    static Optional<Cholesky> of(double[][] matrix) {
        double[][] lower = new double[matrix.length][matrix.length];
        return decompose(matrix, lower) == matrix.length ? Optional.of(new Cholesky(lower)) : Optional.empty();
    }

    static OptionalInt firstDependent(double[][] matrix) {
        int done = decompose(matrix, new double[matrix.length][matrix.length]);
        return done == matrix.length ? OptionalInt.empty() : OptionalInt.of(done);
    }

    /** The number of columns that stand by themselves before one that does not. */
    private static int decompose(double[][] matrix, double[][] lower) {
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= lower[i][k] * lower[j][k];
                }
                if (i == j) {
                    if (!(sum > TOLERANCE * matrix[i][i]) || Double.isInfinite(sum)) {
                        return i;
                    }
                    lower[i][i] = Math.sqrt(sum);
                } else {
                    lower[i][j] = sum / lower[j][j];
                }
            }
        }
        return matrix.length;
    }

    double[] solve(double[] right) {
        int n = lower.length;
        double[] x = right.clone();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= lower[i][k] * x[k];
            }
            x[i] /= lower[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= lower[k][i] * x[k];
            }
            x[i] /= lower[i][i];
        }
        return x;
    }

    double[][] inverse() {
        int n = lower.length;
        double[][] inverse = new double[n][];
        for (int i = 0; i < n; i++) {
            double[] unit = new double[n];
            unit[i] = 1;
            inverse[i] = solve(unit);
        }
        return inverse;
    }

    double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < lower.length; i++) {
            sum += 2 * StrictMath.log(lower[i][i]);
        }
        return sum;
    }

    /** x' A^-1 x. */
    double quadraticForm(double[] x) {
        double[] solved = solve(x);
        double form = 0;
        for (int i = 0; i < x.length; i++) {
            form += x[i] * solved[i];
        }
        return form;
    }
}
