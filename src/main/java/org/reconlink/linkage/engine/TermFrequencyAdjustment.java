package org.reconlink.linkage.engine;

/**
 * Raises agreement on rare values and lowers it on common ones: adds {@code scale x log2(averageU / frequency)} bits to
 * pairs at one level of one comparison, where frequency is the share of the value among all values of both tables, of the
 * two rows' values the commoner one (they differ at a near level), and never below {@code floor}.
 *
 * @param comparison place among the engine's comparisons
 * @param level of that comparison
 * @param column whose values are counted
 * @param averageU probability that two people who do not match reach the level
 * @param scale from 0, no adjustment, to 1, all of it
 */
record TermFrequencyAdjustment(int comparison, int level, String column, double averageU, double scale, double floor) {}
