package org.reconlink.statistics.adjusted;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Two groups with a weight for each person, so that the second is like the first in what a propensity score is of: the score is
 * the probability of being in the first group. The difference is what it is for people like those of the first group.
 */
public final class WeightedGroups {
    private final boolean[] first;
    private final double[] weights;
    private final List<int[]> pairs;
    private final Errors errors;

    /** How the standard error of a difference is worked out. */
    private interface Errors {
        double variance(double[] outcome, WeightedGroups groups);
    }

    private WeightedGroups(boolean[] first, double[] weights, List<int[]> pairs, Errors errors) {
        this.first = first;
        this.weights = weights;
        this.pairs = List.copyOf(pairs);
        this.errors = errors;
    }

    /** Everybody as they are. */
    public static WeightedGroups unweighted(boolean[] first) {
        double[] weights = new double[first.length];
        Arrays.fill(weights, 1);
        return new WeightedGroups(first.clone(), weights, List.of(), WeightedGroups::robust);
    }

    /**
     * Each of the first group, from the highest score down, with the nearest of the second that is not further than the
     * caliper; of those as near the first in order. Scores are compared as log odds.
     *
     * @param caliper in standard deviations of everybody's scores
     * @param again whether one of the second group can be taken more than once
     */
    public static WeightedGroups nearest(
            LogisticRegression propensity, boolean[] first, double caliper, boolean again) {
        double[] scores = scores(propensity, first.length);
        double widest = caliper * sd(scores);
        NavigableMap<Double, NavigableSet<Integer>> free = byScore(scores, first);
        double[] weights = new double[first.length];
        List<int[]> pairs = new ArrayList<>();
        for (int one : fromTheHighest(scores, first)) {
            Map.Entry<Double, NavigableSet<Integer>> below = free.floorEntry(scores[one]);
            Map.Entry<Double, NavigableSet<Integer>> above = free.ceilingEntry(scores[one]);
            Map.Entry<Double, NavigableSet<Integer>> near = nearer(scores[one], below, above);
            if (near != null && Math.abs(near.getKey() - scores[one]) <= widest) {
                int other = near.getValue().first();
                weights[one] = 1;
                weights[other] += 1;
                pairs.add(new int[] {one, other});
                if (!again) {
                    near.getValue().remove(other);
                    if (near.getValue().isEmpty()) {
                        free.remove(near.getKey());
                    }
                }
            }
        }
        return new WeightedGroups(
                first.clone(), weights, pairs, again ? WeightedGroups::robust : WeightedGroups::paired);
    }

    /** Each of the first group with all of the second within the caliper, who share one weight (radius matching). */
    public static WeightedGroups within(LogisticRegression propensity, boolean[] first, double caliper) {
        double[] scores = scores(propensity, first.length);
        double widest = caliper * sd(scores);
        NavigableMap<Double, NavigableSet<Integer>> others = byScore(scores, first);
        double[] weights = new double[first.length];
        for (int one : fromTheHighest(scores, first)) {
            List<Integer> near = new ArrayList<>();
            others.subMap(scores[one] - widest, true, scores[one] + widest, true)
                    .values()
                    .forEach(near::addAll);
            for (int other : near) {
                weights[one] = 1;
                weights[other] += 1.0 / near.size();
            }
        }
        return new WeightedGroups(first.clone(), weights, List.of(), WeightedGroups::robust);
    }

    /** Each of the second group with their odds of being in the first as weight, each of the first with 1. */
    public static WeightedGroups weighted(LogisticRegression propensity, boolean[] first) {
        double[] weights = new double[first.length];
        for (int i = 0; i < first.length; i++) {
            weights[i] = first[i] ? 1 : StrictMath.exp(propensity.logOdds(i));
        }
        return new WeightedGroups(
                first.clone(), weights, List.of(), (outcome, groups) -> stacked(outcome, groups, propensity));
    }

    private static double[] scores(LogisticRegression propensity, int people) {
        return IntStream.range(0, people).mapToDouble(propensity::logOdds).toArray();
    }

    private static List<Integer> fromTheHighest(double[] scores, boolean[] first) {
        return IntStream.range(0, first.length)
                .filter(i -> first[i])
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> -scores[i]).thenComparing(i -> i))
                .toList();
    }

    private static NavigableMap<Double, NavigableSet<Integer>> byScore(double[] scores, boolean[] first) {
        NavigableMap<Double, NavigableSet<Integer>> others = new TreeMap<>();
        for (int i = 0; i < first.length; i++) {
            if (!first[i]) {
                others.computeIfAbsent(scores[i], any -> new TreeSet<>()).add(i);
            }
        }
        return others;
    }

    private static Map.@Nullable Entry<Double, NavigableSet<Integer>> nearer(
            double score,
            Map.@Nullable Entry<Double, NavigableSet<Integer>> below,
            Map.@Nullable Entry<Double, NavigableSet<Integer>> above) {
        if (below == null || above == null) {
            return below == null ? above : below;
        }
        int compared = Double.compare(score - below.getKey(), above.getKey() - score);
        if (compared == 0) {
            return below.getValue().first() <= above.getValue().first() ? below : above;
        }
        return compared < 0 ? below : above;
    }

    /** Those of the first group who have a weight. */
    public int first() {
        return count(true);
    }

    /** Those of the second group who have one. */
    public int second() {
        return count(false);
    }

    /** How many people with one weight would tell as much as the second group's weighted people. */
    public double effective() {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < weights.length; i++) {
            if (!first[i]) {
                sum += weights[i];
                squares += weights[i] * weights[i];
            }
        }
        return squares > 0 ? sum * sum / squares : 0;
    }

    private int count(boolean group) {
        return (int) IntStream.range(0, first.length)
                .filter(i -> first[i] == group && weights[i] > 0)
                .count();
    }

    /** One of the first group and whom it was matched with, each pair. */
    List<int[]> pairs() {
        return pairs;
    }

    /** Whether a person counts. */
    public boolean has(int person) {
        return weights[person] > 0;
    }

    /** A group's weighted mean; empty if nobody of it has a weight. */
    public OptionalDouble mean(double[] values, boolean group) {
        double sum = 0;
        double all = 0;
        for (int i = 0; i < values.length; i++) {
            if (first[i] == group) {
                sum += weights[i] * values[i];
                all += weights[i];
            }
        }
        return all > 0 ? OptionalDouble.of(sum / all) : OptionalDouble.empty();
    }

    /**
     * The first group's weighted mean less the second's, over the root of the mean of both groups' variances before any
     * weighting; empty where neither varies and they differ.
     */
    public OptionalDouble standardisedDifference(double[] values) {
        OptionalDouble one = mean(values, true);
        OptionalDouble other = mean(values, false);
        if (one.isEmpty() || other.isEmpty()) {
            return OptionalDouble.empty();
        }
        boolean indicator = DesignMatrix.isIndicator(values);
        double variance = (variance(values, true, indicator) + variance(values, false, indicator)) / 2;
        double difference = one.getAsDouble() - other.getAsDouble();
        if (!(variance > 0)) {
            return difference == 0 ? OptionalDouble.of(0) : OptionalDouble.empty();
        }
        return OptionalDouble.of(difference / Math.sqrt(variance));
    }

    /** Of everybody of the group, whatever their weight; of shares p (1 - p). */
    private double variance(double[] values, boolean group, boolean indicator) {
        double sum = 0;
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            if (first[i] == group) {
                sum += values[i];
                n++;
            }
        }
        double mean = sum / n;
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            if (first[i] == group) {
                squares += (values[i] - mean) * (values[i] - mean);
            }
        }
        return squares / (indicator ? n : n - 1);
    }

    /**
     * The first group's share with the outcome less the second's. The error of pairs is that of their differences, of other
     * matches it is robust (White's with n / (n - 2), matches taken as given), of weights that of the stacked estimating equations
     * of weights and shares.
     */
    public Coefficient difference(double[] outcome) {
        double difference =
                mean(outcome, true).orElseThrow() - mean(outcome, false).orElseThrow();
        return new Coefficient(difference, Math.sqrt(errors.variance(outcome, this)));
    }

    private static double paired(double[] outcome, WeightedGroups groups) {
        List<int[]> pairs = groups.pairs;
        double mean = 0;
        for (int[] pair : pairs) {
            mean += (outcome[pair[0]] - outcome[pair[1]]) / pairs.size();
        }
        double squares = 0;
        for (int[] pair : pairs) {
            double off = outcome[pair[0]] - outcome[pair[1]] - mean;
            squares += off * off;
        }
        return squares / pairs.size() / (pairs.size() - 1);
    }

    private static double robust(double[] outcome, WeightedGroups groups) {
        double variance = 0;
        for (boolean group : new boolean[] {true, false}) {
            double mean = groups.mean(outcome, group).orElseThrow();
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < outcome.length; i++) {
                if (groups.first[i] == group) {
                    double off = groups.weights[i] * (outcome[i] - mean);
                    squares += off * off;
                    sum += groups.weights[i];
                }
            }
            variance += squares / (sum * sum);
        }
        double n = groups.first() + groups.second();
        return variance * n / (n - 2);
    }

    private static double stacked(double[] outcome, WeightedGroups groups, LogisticRegression propensity) {
        double one = groups.mean(outcome, true).orElseThrow();
        double other = groups.mean(outcome, false).orElseThrow();
        double sum = 0;
        double[] slope = new double[0];
        for (int i = 0; i < outcome.length; i++) {
            if (!groups.first[i]) {
                double off = groups.weights[i] * (outcome[i] - other);
                double[] row = propensity.scaledRow(i);
                slope = slope.length == 0 ? new double[row.length] : slope;
                for (int k = 0; k < row.length; k++) {
                    slope[k] += off * row[k];
                }
                sum += groups.weights[i];
            }
        }
        int n = groups.first();
        double variance = 0;
        for (int i = 0; i < outcome.length; i++) {
            double[] moved = propensity.influence(i);
            double byScore = 0;
            for (int k = 0; k < moved.length; k++) {
                byScore += slope[k] * moved[k];
            }
            double inFirst = groups.first[i] ? (outcome[i] - one) / n : 0;
            double inSecond = ((groups.first[i] ? 0 : groups.weights[i] * (outcome[i] - other)) + byScore) / sum;
            variance += (inFirst - inSecond) * (inFirst - inSecond);
        }
        return variance;
    }

    private static double sd(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1));
    }
}
