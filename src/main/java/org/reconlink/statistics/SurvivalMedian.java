package org.reconlink.statistics;

import java.util.OptionalDouble;

/**
 * The median time to an event; each part is empty where its curve does not come down to one half.
 *
 * @param lower where the lower bound of the survival curve reaches one half
 * @param upper where the upper bound does
 */
public record SurvivalMedian(OptionalDouble time, OptionalDouble lower, OptionalDouble upper) {}
