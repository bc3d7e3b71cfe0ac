package org.reconlink.statistics;

/** A two-sided 95% confidence interval, bounds included. */
public record Interval(double lower, double upper) {}
