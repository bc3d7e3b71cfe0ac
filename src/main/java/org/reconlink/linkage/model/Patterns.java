package org.reconlink.linkage.model;

import it.unimi.dsi.fastutil.longs.Long2DoubleOpenHashMap;

/**
 * How often matches agree and differ in several comparisons at once, against how often they would if slips in one said
 * nothing about slips in another: a clerk who errs once a form makes slips that exclude each other, one who reads a blurred
 * form makes them together.
 *
 * <p>A pattern says of each comparison whether it is at its closest level, at another or missing. Its bits are log2 of the
 * expected matches that have it over those that independence makes, both raised by {@link #INDEPENDENT_MATCHES}: a pattern
 * that few matches have stays as independence has it.
 */
final class Patterns {
    /** Independence in everything. */
    static final Patterns NONE = new Patterns(new Long2DoubleOpenHashMap());

    private static final double INDEPENDENT_MATCHES = 5;
    private static final int STATES = 3;
    /** Patterns of more comparisons have no number, and few matches each. */
    private static final int MOST_COMPARISONS = 40;

    private final Long2DoubleOpenHashMap bits;

    private Patterns(Long2DoubleOpenHashMap bits) {
        this.bits = bits;
    }

    /**
     * Counts patterns.
     *
     * @param vectors levels by vector
     * @param matches by vector, the expected number of matches among its pairs
     */
    public static Patterns of(int[][] vectors, double[] matches) {
        int comparisons = vectors.length == 0 ? 0 : vectors[0].length;
        if (comparisons > MOST_COMPARISONS) {
            return NONE;
        }
        double[] closest = new double[comparisons];
        double[] present = new double[comparisons];
        Long2DoubleOpenHashMap seen = new Long2DoubleOpenHashMap();
        Long2DoubleOpenHashMap filled = new Long2DoubleOpenHashMap();
        for (int v = 0; v < vectors.length; v++) {
            for (int c = 0; c < comparisons; c++) {
                present[c] += vectors[v][c] > 0 ? matches[v] : 0;
                closest[c] += vectors[v][c] == 1 ? matches[v] : 0;
            }
            seen.addTo(pattern(vectors[v]), matches[v]);
            filled.addTo(filled(vectors[v]), matches[v]);
        }
        Long2DoubleOpenHashMap bits = new Long2DoubleOpenHashMap();
        for (int[] vector : vectors) {
            double independent = filled.get(filled(vector));
            for (int c = 0; c < comparisons; c++) {
                double share = (closest[c] + 0.5) / (present[c] + 1);
                independent *= vector[c] == 0 ? 1 : vector[c] == 1 ? share : 1 - share;
            }
            double together = (seen.get(pattern(vector)) + INDEPENDENT_MATCHES) / (independent + INDEPENDENT_MATCHES);
            bits.put(pattern(vector), StrictMath.log(together) / StrictMath.log(2));
        }
        return new Patterns(bits);
    }

    /** The bits that a pair at these levels gains; none where no pair was seen with its pattern. */
    double bits(int[] levels) {
        return bits.isEmpty() ? 0 : bits.get(pattern(levels));
    }

    private static long pattern(int[] levels) {
        long pattern = 0;
        for (int level : levels) {
            pattern = STATES * pattern + Math.min(level, 2);
        }
        return pattern;
    }

    /** Which comparisons have values, as a pattern. */
    private static long filled(int[] levels) {
        long filled = 0;
        for (int level : levels) {
            filled = STATES * filled + Math.min(level, 1);
        }
        return filled;
    }
}
