package org.reconlink.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a table says of a list of numbers: size, centre, spread.
 *
 * <p>Quartiles are R's default (type 7 of Hyndman and Fan, 1996): linear between the two nearest of the sorted values.
 * The result does not depend on the order in which the values come.
 */
public final class Summary {
    private final double[] sorted;
    private final int missing;

    private Summary(double[] sorted, int missing) {
        this.sorted = sorted;
        this.missing = missing;
    }

    /** Summarises values of which null is missing. */
    public static Summary of(List<? extends @Nullable Number> values) {
        double[] known = values.stream()
                .filter(Objects::nonNull)
                .mapToDouble(Number::doubleValue)
                .sorted()
                .toArray();
        return new Summary(known, values.size() - known.length);
    }

    /** Number of values that are known. */
    public int n() {
        return sorted.length;
    }

    public int missing() {
        return missing;
    }

    public double total() {
        return Arrays.stream(sorted).sum();
    }

    /** 0 without values. */
    public double largest() {
        return n() == 0 ? 0 : sorted[n() - 1];
    }

    /** 0 with fewer than two values. */
    public double secondLargest() {
        return n() < 2 ? 0 : sorted[n() - 2];
    }

    /** Empty without values. */
    public OptionalDouble mean() {
        return Arrays.stream(sorted).average();
    }

    /** Sample standard deviation (divisor n - 1); empty with fewer than two values. */
    public OptionalDouble sd() {
        if (n() < 2) {
            return OptionalDouble.empty();
        }
        double mean = mean().orElseThrow();
        double squares = Arrays.stream(sorted).map(x -> (x - mean) * (x - mean)).sum();
        return OptionalDouble.of(Math.sqrt(squares / (n() - 1)));
    }

    public OptionalDouble median() {
        return quantile(0.5);
    }

    public OptionalDouble lowerQuartile() {
        return quantile(0.25);
    }

    public OptionalDouble upperQuartile() {
        return quantile(0.75);
    }

    public OptionalDouble min() {
        return quantile(0);
    }

    public OptionalDouble max() {
        return quantile(1);
    }

    private OptionalDouble quantile(double share) {
        if (n() == 0) {
            return OptionalDouble.empty();
        }
        double place = share * (n() - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, n() - 1);
        return OptionalDouble.of(sorted[below] + (place - below) * (sorted[above] - sorted[below]));
    }

    @Override
    public String toString() {
        return "Summary[n=" + n() + ", missing=" + missing + "]";
    }
}
