package org.reconlink.linkage.model;

import java.util.List;

/**
 * The model of one linkage: how often matches and non-matches are at each level of each comparison.
 *
 * @param comparisons in the order of the vector
 * @param associations between comparisons among non-matches; none takes them for independent
 * @param patterns how slips go together among matches; none takes them for independent
 * @param matchesExpected the number of matching pairs among all
 */
public record Parameters(
        List<Comparison> comparisons, List<Association> associations, Patterns patterns, double matchesExpected) {
    /** Copies the lists. */
    public Parameters {
        comparisons = List.copyOf(comparisons);
        associations = List.copyOf(associations);
    }

    /** Parameters of comparisons that go together in nothing. */
    public Parameters(List<Comparison> comparisons, double matchesExpected) {
        this(comparisons, List.of(), Patterns.NONE, matchesExpected);
    }

    /**
     * One comparison's probabilities by level, missing left out.
     *
     * @param labels of the levels, the closest first
     */
    @SuppressWarnings("ArrayRecordComponent") // millions of numbers; never compared or changed
    public record Comparison(String name, List<String> labels, double[] m, double[] u) {
        /** The weight in bits of a level as vectors number them; missing weighs nothing. */
        public double bits(int level) {
            return level == 0 ? 0 : Math.log(m[level - 1] / u[level - 1]) / Math.log(2);
        }
    }

    /** The weight of a vector in bits, the prior left out. */
    public double bits(int[] levels) {
        double bits = together(levels);
        for (int i = 0; i < levels.length; i++) {
            bits += comparisons.get(i).bits(levels[i]);
        }
        return bits;
    }

    /** Of the weight of a vector, the bits by which it is not the sum of its comparisons'. */
    public double together(int[] levels) {
        double bits = patterns.bits(levels);
        for (Association association : associations) {
            bits -= association.bits(levels);
        }
        return bits;
    }

    /** The same with what goes together. */
    public Parameters with(List<Association> amongNonMatches, Patterns amongMatches) {
        return new Parameters(comparisons, amongNonMatches, amongMatches, matchesExpected);
    }

    /**
     * How two comparisons go together among pairs that do not match, as forename and sex do, or surname and postcode in
     * families.
     *
     * @param first place of a comparison
     * @param second place of another
     * @param together how many times as often both are at their closest level as they would be if independent
     * @param bits that the weight of a pair loses where both, the first alone, the second alone or neither is at its
     *     closest level; 0 where either is missing
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared or changed
    record Association(int first, int second, double together, double[] bits) {

        /** The bits that a pair at these levels loses. */
        double bits(int[] levels) {
            int cell = cell(levels[first], levels[second]);
            return cell < 0 ? 0 : bits[cell];
        }

        /** Place of two levels in {@link #bits}, or -1 if one is missing. */
        static int cell(int first, int second) {
            return first == 0 || second == 0 ? -1 : (first == 1 ? 0 : 2) + (second == 1 ? 0 : 1);
        }

        @Override
        public String toString() {
            return first + " and " + second + ": " + together;
        }
    }
}
