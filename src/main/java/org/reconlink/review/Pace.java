package org.reconlink.review;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How fast somebody judges, from when they gave their verdicts. What lies between two verdicts counts unless it is a rest, or they
 * came in one workbook, which says nothing of how long they took.
 *
 * @param pairs judged at a known pace
 * @param medianSeconds a pair; null if none
 * @param anHour pairs; null if none
 */
public record Pace(
        int pairs, @Nullable Double medianSeconds, @Nullable Double anHour) {
    /** So long without a verdict is a rest. */
    public static final Duration REST = Duration.ofMinutes(5);

    /** So long without a rest is long enough. */
    public static final Duration LONG = Duration.ofMinutes(45);

    private static final double MILLIS = 1_000;
    private static final double AN_HOUR = 3_600;

    /** The pace of one person, whose verdicts were given at these times, in any order. */
    public static Pace of(List<Instant> times) {
        List<Double> seconds = new ArrayList<>();
        List<Instant> sorted = times.stream().sorted().toList();
        for (int i = 1; i < sorted.size(); i++) {
            Duration gap = Duration.between(sorted.get(i - 1), sorted.get(i));
            if (!gap.isZero() && gap.compareTo(REST) < 0) {
                seconds.add(gap.toMillis() / MILLIS);
            }
        }
        if (seconds.isEmpty()) {
            return new Pace(0, null, null);
        }
        seconds.sort(null);
        int n = seconds.size();
        double median = (seconds.get((n - 1) / 2) + seconds.get(n / 2)) / 2;
        double all = seconds.stream().mapToDouble(one -> one).sum();
        return new Pace(n, median, AN_HOUR * n / all);
    }

    /** How long somebody has judged without a rest, up to now; zero while they rest. */
    public static Duration withoutRest(List<Instant> times, Instant now) {
        Instant since = now;
        List<Instant> sorted = times.stream().sorted().toList();
        for (int i = sorted.size() - 1;
                i >= 0 && Duration.between(sorted.get(i), since).compareTo(REST) < 0;
                i--) {
            since = sorted.get(i);
        }
        return Duration.between(since, now);
    }
}
