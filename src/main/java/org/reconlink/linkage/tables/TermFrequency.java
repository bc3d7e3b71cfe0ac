package org.reconlink.linkage.tables;

import it.unimi.dsi.fastutil.longs.Long2DoubleOpenHashMap;
import org.reconlink.linkage.engine.PackedTable;
import org.reconlink.linkage.engine.TermFrequencyAdjustment;
import org.reconlink.linkage.engine.ValueCounts;

/**
 * How common each value of a column is: the chance that another record has it. Where both rows of a pair have it, the
 * evidence is the share of random pairs that agree over that chance.
 */
final class TermFrequency {
    private final int column;
    private final PackedTable left;
    private final Long2DoubleOpenHashMap bits = new Long2DoubleOpenHashMap();
    private final double rarest;
    private double most = Double.NEGATIVE_INFINITY;

    TermFrequency(int column, String name, PackedTable left, PackedTable right, double usual) {
        this.column = column;
        this.left = left;
        ValueCounts ofLeft = left.frequencies(name);
        ValueCounts ofRight = left == right ? ofLeft : right.frequencies(name);
        double records = Math.max(1, Math.max(ofLeft.total(), ofRight.total()));
        rarest = Math.min(0.5 / records, usual);
        long[] words = ofLeft.words();
        long[] counts = ofLeft.counts();
        for (int i = 0; i < words.length; i++) {
            long others = Math.max(counts[i], left == right ? 0 : ofRight.of(words[i])) - 1;
            double gain = -StrictMath.log(others / records + rarest) / StrictMath.log(2);
            bits.put(words[i], gain);
            most = Math.max(most, gain);
        }
    }

    /** The bits of the left row's value, on top of log2 of the share of random pairs that agree. */
    double bits(int leftRow) {
        return bits.get(left.word(leftRow, column));
    }

    /** The most that any value's {@link #bits} are; 0 if there is none. */
    double most() {
        return bits.isEmpty() ? 0 : most;
    }

    /** At least what {@link #bits} says, less one, in the engine's terms. */
    TermFrequencyAdjustment filter(int comparison, String name, double usual) {
        return new TermFrequencyAdjustment(comparison, 1, name, usual, 1, rarest);
    }
}
