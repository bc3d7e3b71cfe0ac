package org.reconlink.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The Kaplan-Meier estimate (1958) of the share without the event by time, as R's {@code survfit} has it with log-log
 * intervals. Of those with the same time, whoever had the event had it before the others were censored.
 *
 * @param n participants
 * @param points one for each time, in order; empty for nobody
 */
public record SurvivalCurve(int n, List<SurvivalPoint> points) {
    /** Standard normal quantile of 0.975, written out so that it is the same on every machine. */
    private static final double Z = 1.959963984540054;

    private static final double HALF = 0.5;

    /** Within this of one half counts as one half: products of shares are off by rounding. */
    private static final double TOLERANCE = Math.sqrt(Math.ulp(1.0));

    public SurvivalCurve {
        points = List.copyOf(points);
    }

    /** The curve of these participants, in any order. */
    public static SurvivalCurve of(Collection<SurvivalTime> times) {
        TreeMap<Double, int[]> counts = new TreeMap<>();
        times.forEach(t -> counts.computeIfAbsent(t.time(), any -> new int[2])[t.event() ? 0 : 1]++);
        List<SurvivalPoint> points = new ArrayList<>();
        int atRisk = times.size();
        double survival = 1;
        double greenwood = 0;
        for (var entry : counts.entrySet()) {
            int events = entry.getValue()[0];
            int censored = entry.getValue()[1];
            survival *= (double) (atRisk - events) / atRisk;
            greenwood += (double) events / ((double) atRisk * (atRisk - events));
            points.add(point(entry.getKey(), atRisk, events, censored, survival, Math.sqrt(greenwood)));
            atRisk -= events + censored;
        }
        return new SurvivalCurve(times.size(), points);
    }

    private static SurvivalPoint point(
            double time, int atRisk, int events, int censored, double survival, double relativeError) {
        return survival == 0
                ? new SurvivalPoint(time, atRisk, events, censored, 0, OptionalDouble.empty(), Optional.empty())
                : new SurvivalPoint(
                        time,
                        atRisk,
                        events,
                        censored,
                        survival,
                        OptionalDouble.of(survival * relativeError),
                        survival == 1 ? Optional.empty() : Optional.of(logLog(survival, relativeError)));
    }

    private static Interval logLog(double survival, double relativeError) {
        double middle = Math.log(-Math.log(survival));
        double half = Z * relativeError / Math.log(survival);
        return new Interval(Math.exp(-Math.exp(middle - half)), Math.exp(-Math.exp(middle + half)));
    }

    public int events() {
        return points.stream().mapToInt(SurvivalPoint::events).sum();
    }

    /** Participants followed up to this time at least, whatever became of them on it. */
    public int atRisk(double time) {
        return points.stream()
                .filter(point -> point.time() >= time)
                .mapToInt(SurvivalPoint::atRisk)
                .findFirst()
                .orElse(0);
    }

    /**
     * The share without the event after this time; empty before it is known: for nobody, and beyond the last time unless
     * everybody had the event.
     */
    public OptionalDouble survival(double time) {
        if (n == 0) {
            return OptionalDouble.empty();
        }
        SurvivalPoint last = points.get(points.size() - 1);
        if (time > last.time() && last.survival() > 0) {
            return OptionalDouble.empty();
        }
        double survival = 1;
        for (SurvivalPoint point : points) {
            survival = point.time() <= time ? point.survival() : survival;
        }
        return OptionalDouble.of(survival);
    }

    /**
     * The first time at which the curve is below one half; where it runs level at one half, the middle of that stretch.
     * The limits are the same of the curve's bounds.
     */
    public SurvivalMedian median() {
        return new SurvivalMedian(
                reachesHalf(SurvivalPoint::survival),
                reachesHalf(point -> point.interval().map(Interval::lower).orElse(Double.NaN)),
                reachesHalf(point -> point.interval().map(Interval::upper).orElse(Double.NaN)));
    }

    private OptionalDouble reachesHalf(ToDoubleFunction<SurvivalPoint> curve) {
        List<SurvivalPoint> down = points.stream()
                .filter(point -> curve.applyAsDouble(point) < HALF + TOLERANCE)
                .toList();
        if (down.isEmpty()) {
            return OptionalDouble.empty();
        }
        SurvivalPoint first = down.get(0);
        double height = curve.applyAsDouble(first);
        OptionalDouble lower = Math.abs(height - HALF) < TOLERANCE
                ? down.stream()
                        .filter(point -> curve.applyAsDouble(point) < height)
                        .mapToDouble(SurvivalPoint::time)
                        .findFirst()
                : OptionalDouble.empty();
        return OptionalDouble.of(lower.isPresent() ? (first.time() + lower.getAsDouble()) / 2 : first.time());
    }

    /**
     * The median time to an event; each part is empty where its curve does not come down to one half.
     *
     * @param lower where the lower bound of the survival curve reaches one half
     * @param upper where the upper bound does
     */
    public record SurvivalMedian(OptionalDouble time, OptionalDouble lower, OptionalDouble upper) {}

    /**
     * The survival estimate at a time at which something happened.
     *
     * @param atRisk participants followed up to this time at least
     * @param survival the share still without the event after this time
     * @param standardError Greenwood's, of the survival; empty where the survival is 0
     * @param interval 95% on the log-log scale; empty before the first event, where nothing is known of a variance, and where the survival is 0
     */
    public record SurvivalPoint(
            double time,
            int atRisk,
            int events,
            int censored,
            double survival,
            OptionalDouble standardError,
            Optional<Interval> interval) {}

    /**
     * How long one participant was followed, in any unit.
     *
     * @param time 0 or more
     * @param event whether the event ended it; else it was censored
     */
    public record SurvivalTime(double time, boolean event) {
        public SurvivalTime {
            if (!(time >= 0) || Double.isInfinite(time)) {
                throw new IllegalArgumentException("a survival time is a number from 0");
            }
        }
    }
}
