package org.reconlink.statistics.uncertainty;

import java.util.Arrays;

/**
 * Weights of pairs of counts, linked with the outcome and linked without, kept in the smallest rectangle that has them.
 *
 * @param with count of the first row
 * @param without count of the first column
 */
@SuppressWarnings("ArrayRecordComponent") // never changed once made
record JointCounts(int with, int without, double[][] weight) {
    /** Nobody linked, for certain. */
    static final JointCounts NOBODY = new JointCounts(0, 0, new double[][] {{1}});

    /** One participant: unlinked, linked with the outcome, linked without. */
    static JointCounts one(double nobody, double with, double without) {
        return new JointCounts(0, 0, new double[][] {{nobody, without}, {with, 0}});
    }

    int rows() {
        return weight.length;
    }

    int columns() {
        return weight[0].length;
    }

    /** The counts of both together; what weighs less than {@code trim} is dropped. */
    JointCounts plus(JointCounts other, double trim) {
        double[][] sum = new double[rows() + other.rows() - 1][columns() + other.columns() - 1];
        for (int i = 0; i < other.rows(); i++) {
            for (int j = 0; j < other.columns(); j++) {
                add(sum, i, j, other.weight[i][j]);
            }
        }
        return new JointCounts(with + other.with, without + other.without, sum).trimmed(trim);
    }

    /** Adds these weights, times a factor and moved by so many rows and columns. */
    private void add(double[][] sum, int down, int right, double factor) {
        if (factor == 0) {
            return;
        }
        for (int i = 0; i < rows(); i++) {
            for (int j = 0; j < columns(); j++) {
                sum[i + down][j + right] += factor * weight[i][j];
            }
        }
    }

    /** These and others as alternatives. */
    JointCounts or(JointCounts other) {
        int top = Math.min(with, other.with);
        int left = Math.min(without, other.without);
        int bottom = Math.max(with + rows(), other.with + other.rows());
        int right = Math.max(without + columns(), other.without + other.columns());
        double[][] either = new double[bottom - top][right - left];
        add(either, with - top, without - left, 1);
        other.add(either, other.with - top, other.without - left, 1);
        return new JointCounts(top, left, either);
    }

    /** The same weights times {@code factor}, for so many more linked. */
    JointCounts moved(double factor, int moreWith, int moreWithout) {
        double[][] times = new double[rows()][columns()];
        add(times, 0, 0, factor);
        return new JointCounts(with + moreWith, without + moreWithout, times);
    }

    JointCounts normalised() {
        return moved(1 / sum(), 0, 0);
    }

    double sum() {
        double sum = 0;
        for (double[] row : weight) {
            for (double w : row) {
                sum += w;
            }
        }
        return sum;
    }

    int cells() {
        return rows() * columns();
    }

    private JointCounts trimmed(double trim) {
        int top = rows();
        int bottom = 0;
        int left = columns();
        int right = 0;
        for (int i = 0; i < rows(); i++) {
            for (int j = 0; j < columns(); j++) {
                if (weight[i][j] < trim) {
                    weight[i][j] = 0;
                } else {
                    top = Math.min(top, i);
                    bottom = Math.max(bottom, i + 1);
                    left = Math.min(left, j);
                    right = Math.max(right, j + 1);
                }
            }
        }
        double[][] inner = new double[bottom - top][];
        for (int i = top; i < bottom; i++) {
            inner[i - top] = Arrays.copyOfRange(weight[i], left, right);
        }
        return new JointCounts(with + top, without + left, inner);
    }
}
