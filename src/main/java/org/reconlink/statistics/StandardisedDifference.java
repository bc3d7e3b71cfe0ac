package org.reconlink.statistics;

import java.util.OptionalDouble;

/**
 * How far two groups differ, in standard deviations: the difference of their means or shares over the root of the mean of their
 * variances (Austin 2009, doi 10.1002/sim.3697). Unlike a p value it does not grow with the number of people.
 */
public final class StandardisedDifference {
    private StandardisedDifference() {}

    /** First less second; empty where a group has fewer than two values, or where neither group varies and the means differ. */
    public static OptionalDouble of(Summary first, Summary second) {
        if (first.sd().isEmpty() || second.sd().isEmpty()) {
            return OptionalDouble.empty();
        }
        double one = first.sd().getAsDouble();
        double other = second.sd().getAsDouble();
        return of(first.mean().orElseThrow() - second.mean().orElseThrow(), (one * one + other * other) / 2);
    }

    /** First less second; empty where a group is empty, or where all of one group have it and none of the other. */
    public static OptionalDouble of(Proportion first, Proportion second) {
        if (first.n() == 0 || second.n() == 0) {
            return OptionalDouble.empty();
        }
        double one = (double) first.k() / first.n();
        double other = (double) second.k() / second.n();
        return of(one - other, (one * (1 - one) + other * (1 - other)) / 2);
    }

    private static OptionalDouble of(double difference, double variance) {
        if (difference == 0) {
            return OptionalDouble.of(0);
        }
        return variance == 0 ? OptionalDouble.empty() : OptionalDouble.of(difference / Math.sqrt(variance));
    }
}
