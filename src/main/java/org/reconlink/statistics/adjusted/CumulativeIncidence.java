package org.reconlink.statistics.adjusted;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.reconlink.statistics.Interval;

/**
 * The share to whom an event has happened by a time, where something else, such as death, can end the time for good (Aalen and
 * Johansen 1978). Unlike 1 less the Kaplan-Meier curve it does not take the dead for people to whom it could still happen.
 */
public final class CumulativeIncidence {
    /** Standard normal quantile of 0.975, written out so that it is the same on every machine. */
    private static final double Z = 1.959963984540054;

    private final List<Step> steps = new ArrayList<>();

    /** What ended somebody's time. */
    public enum End {
        EVENT,
        COMPETING,
        CENSORED
    }

    /** How long somebody was followed, in any unit, and what ended it. */
    public record EndedTime(double time, End end) {}

    /** The share by a time, with its variance, and its interval on the log-log scale; without events none of them is known. */
    public record Share(double value, double variance) {
        public Interval interval() {
            double log = StrictMath.log(value);
            double half = Z * Math.sqrt(variance) / (value * Math.abs(log));
            return new Interval(
                    StrictMath.exp(log * StrictMath.exp(half)), StrictMath.exp(log * StrictMath.exp(-half)));
        }
    }

    private record Step(double time, int atRisk, int events, int competing, double before, double incidence) {}

    private CumulativeIncidence(Collection<EndedTime> times) {
        TreeMap<Double, Map<End, Integer>> counts = new TreeMap<>();
        times.forEach(t -> counts.computeIfAbsent(t.time(), any -> new EnumMap<>(End.class))
                .merge(t.end(), 1, Integer::sum));
        int atRisk = times.size();
        double free = 1;
        double incidence = 0;
        for (var entry : counts.entrySet()) {
            int events = entry.getValue().getOrDefault(End.EVENT, 0);
            int competing = entry.getValue().getOrDefault(End.COMPETING, 0);
            incidence += free * events / atRisk;
            steps.add(new Step(entry.getKey(), atRisk, events, competing, free, incidence));
            free *= 1 - (double) (events + competing) / atRisk;
            atRisk -= events + competing + entry.getValue().getOrDefault(End.CENSORED, 0);
        }
    }

    public static CumulativeIncidence of(Collection<EndedTime> times) {
        return new CumulativeIncidence(times);
    }

    /** By a time, with the variance that the delta method gives. */
    public Share at(double time) {
        List<Step> until = steps.stream().filter(step -> step.time() <= time).toList();
        double share = until.isEmpty() ? 0 : until.get(until.size() - 1).incidence();
        double variance = 0;
        for (Step step : until) {
            double n = step.atRisk();
            double ended = step.events() + step.competing();
            double ahead = share - step.incidence();
            if (n > ended) {
                variance += ahead * ahead * ended / (n * (n - ended));
            }
            variance += step.before() * step.before() * (n - step.events()) * step.events() / (n * n * n);
            variance -= 2 * ahead * step.before() * step.events() / (n * n);
        }
        return new Share(share, variance);
    }
}
