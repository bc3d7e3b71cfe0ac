package org.reconlink.linkage.study;

/**
 * What one comparison found for a pair.
 *
 * @param comparison its name: {@code date of birth}
 * @param level the label of the level: {@code day and month swapped}; {@code missing} carries weight 0
 * @param weight bits, log2(m/u), before the adjustment
 * @param termFrequencyAdjustment bits added for a rare value or taken off for a common one; 0 where not adjusted
 */
public record ComparedField(String comparison, String level, double weight, double termFrequencyAdjustment) {}
