package org.reconlink.statistics;

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
