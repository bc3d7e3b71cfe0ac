package org.reconlink.statistics.adjusted;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a regression is on: numbers in named columns, a row for each person. Kept with mean 0 and standard deviation 1, so that
 * how large a number is in its unit makes no difference to when a fit has converged.
 */
public final class DesignMatrix {
    private final List<String> names;
    private final List<double[]> rows = new ArrayList<>();
    private final double[] mean;
    private final double[] sd;

    private DesignMatrix(List<String> names, List<double[]> values) {
        this.names = List.copyOf(names);
        int columns = names.size();
        this.mean = new double[columns];
        this.sd = new double[columns];
        for (int j = 0; j < columns; j++) {
            for (double[] row : values) {
                mean[j] += row[j] / values.size();
            }
            double squares = 0;
            for (double[] row : values) {
                squares += (row[j] - mean[j]) * (row[j] - mean[j]);
            }
            sd[j] = Math.sqrt(squares / Math.max(1, values.size() - 1));
            if (!(sd[j] > 0)) {
                throw new IllegalArgumentException("the column " + names.get(j) + " is the same for everybody");
            }
        }
        for (double[] row : values) {
            double[] scaled = new double[columns];
            for (int j = 0; j < columns; j++) {
                scaled[j] = scaled(j, row[j]);
            }
            rows.add(scaled);
        }
    }

    /** A row for each person, in order of the names; no column may be the same for everybody. */
    public static DesignMatrix of(List<String> names, List<double[]> values) {
        return new DesignMatrix(names, values);
    }

    /** The first column that follows from those before it and a constant; empty if none does. */
    public Optional<String> dependent() {
        double[][] cross = new double[names.size()][names.size()];
        for (double[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                for (int j = 0; j <= i; j++) {
                    cross[i][j] += row[i] * row[j];
                    cross[j][i] = cross[i][j];
                }
            }
        }
        OptionalInt at = Cholesky.firstDependent(cross);
        return at.isPresent() ? Optional.of(names.get(at.getAsInt())) : Optional.empty();
    }

    public int people() {
        return rows.size();
    }

    public List<String> names() {
        return names;
    }

    int columns() {
        return names.size();
    }

    int column(String name) {
        int at = names.indexOf(name);
        if (at < 0) {
            throw new IllegalArgumentException("no column " + name);
        }
        return at;
    }

    /** The scaled numbers of a person. */
    double[] row(int person) {
        return rows.get(person);
    }

    double scaled(int column, double value) {
        return (value - mean[column]) / sd[column];
    }

    double sd(int column) {
        return sd[column];
    }

    /** Whether a column holds 0 and 1 alone. */
    static boolean isIndicator(double[] values) {
        TreeSet<Double> distinct = new TreeSet<>();
        for (double value : values) {
            distinct.add(value);
        }
        return Set.of(0.0, 1.0).containsAll(distinct);
    }
}
