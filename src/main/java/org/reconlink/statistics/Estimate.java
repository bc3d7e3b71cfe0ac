package org.reconlink.statistics;

/**
 * A figure with its 95% interval.
 *
 * @param value infinite where the data say so: an odds ratio with an empty cell
 */
public record Estimate(double value, Interval interval) {}
