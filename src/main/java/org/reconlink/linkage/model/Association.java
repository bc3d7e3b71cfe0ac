package org.reconlink.linkage.model;

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
