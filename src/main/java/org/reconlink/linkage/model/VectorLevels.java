package org.reconlink.linkage.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.blocking.BlockingRule;
import org.reconlink.linkage.comparison.FieldComparison;
import org.reconlink.linkage.engine.PairCounts;
import org.reconlink.linkage.model.VectorCounts.Blocked;
import org.reconlink.linkage.record.Transform;

/**
 * The comparison vectors that occur, in the order of the engine.
 *
 * @param levels by vector and comparison
 * @param pairs that have each vector
 */
@SuppressWarnings("ArrayRecordComponent") // millions of numbers; never compared or changed
public record VectorLevels(int[][] levels, long[] pairs) {
    private static final int MOST_RULES = 31;

    /** Those of counted pairs. */
    public static VectorLevels of(PairCounts counts) {
        long[] pairs = counts.counts();
        int[][] levels = new int[pairs.length][counts.comparisons()];
        for (int v = 0; v < levels.length; v++) {
            for (int c = 0; c < levels[v].length; c++) {
                levels[v][c] = counts.level(v, c);
            }
        }
        return new VectorLevels(levels, pairs);
    }

    /** Level of a comparison in a vector. */
    public int level(int vector, int comparison) {
        return levels[vector][comparison];
    }

    /** The weight of each vector. */
    public double[] bits(Parameters parameters) {
        double[] bits = new double[levels.length];
        for (int v = 0; v < bits.length; v++) {
            bits[v] = parameters.bits(levels[v]);
        }
        return bits;
    }

    /** The matches that are expected among the pairs of each vector, which weigh so much. */
    public double[] expectedMatches(double[] bits, double matches, double possiblePairs) {
        double prior = StrictMath.log(matches / Math.max(1, possiblePairs - matches)) / StrictMath.log(2);
        double[] expected = new double[bits.length];
        for (int v = 0; v < bits.length; v++) {
            expected[v] = pairs[v] / (1 + StrictMath.pow(2, -bits[v] - prior));
        }
        return expected;
    }

    /** The weight of each vector, where equal values that are rare or common count for nothing yet. */
    public double[] based(Parameters parameters, @Nullable TermFrequency[] frequencies) {
        boolean[] rarity = new boolean[frequencies.length];
        for (int c = 0; c < rarity.length; c++) {
            rarity[c] = frequencies[c] != null;
        }
        return based(parameters, rarity);
    }

    /** The same, by comparison whether its values are. */
    public double[] based(Parameters parameters, boolean[] rarity) {
        double[] bits = bits(parameters);
        for (int v = 0; v < bits.length; v++) {
            for (int c = 0; c < rarity.length; c++) {
                if (rarity[c] && levels[v][c] == 1) {
                    bits[v] += StrictMath.log(parameters.comparisons().get(c).u()[0]) / StrictMath.log(2);
                }
            }
        }
        return bits;
    }

    /**
     * Rules that ask for equal values of compared columns and nothing else: the pairs of such a rule are those whose
     * vectors show it, whichever rule found them.
     */
    public static List<Blocked> seen(List<BlockingRule> rules, List<FieldComparison> comparisons) {
        List<Blocked> seen = new ArrayList<>();
        for (BlockingRule rule : rules) {
            List<Integer> equal = new ArrayList<>();
            for (int c = 0; c < comparisons.size(); c++) {
                String name = comparisons.get(c).name();
                if (comparisons.get(c).exactFirst()
                        && rule.terms().stream().anyMatch(term -> term.left().equals(name))) {
                    equal.add(c);
                }
            }
            boolean whole = rule.terms().stream()
                    .allMatch(term ->
                            term.left().equals(term.right()) && term.transform().equals(Transform.NONE));
            if (whole && equal.size() == rule.terms().size() && seen.size() < MOST_RULES) {
                seen.add(new Blocked(rule.name(), equal));
            }
        }
        return seen.isEmpty() ? List.of(new Blocked("all rules together", List.of())) : seen;
    }

    /** Counts of pairs by vector and by the rules that hold of them. */
    public VectorCounts counts(List<Blocked> rules) {
        int[] masks = new int[levels.length];
        double[] number = new double[levels.length];
        for (int v = 0; v < masks.length; v++) {
            number[v] = pairs[v];
            for (int r = 0; r < rules.size(); r++) {
                int[] of = levels[v];
                masks[v] |= rules.get(r).forces().stream().allMatch(c -> of[c] == 1) ? 1 << r : 0;
            }
        }
        return new VectorCounts(levels, masks, number);
    }

    @Override
    public String toString() {
        return levels.length + " vectors";
    }
}
