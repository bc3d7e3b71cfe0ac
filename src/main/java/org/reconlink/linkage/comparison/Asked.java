package org.reconlink.linkage.comparison;

/**
 * A comparison that was asked for.
 *
 * @param text as {@link org.reconlink.linkage.comparison.ComparisonNames} reads it
 * @param rarity whether agreement on a rare value weighs more than on a common one
 */
public record Asked(String text, boolean rarity) {}
