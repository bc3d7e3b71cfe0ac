package org.reconlink.linkage.model;

import org.reconlink.linkage.comparison.FieldComparison;
import org.reconlink.linkage.record.PackedTable;
import org.reconlink.linkage.record.TableValues;
import org.reconlink.linkage.record.ValueCounts;

/**
 * How common each value of a column is: the chance that another record has it. Where both rows of a pair have it, the
 * evidence is the share of random pairs that agree over that chance; where one has a value much like it, half of that, in
 * bits.
 */
public final class TermFrequency {
    /** Of two near values the rarer may be a slip of the commoner, or a name of its own: half counts. */
    private static final double NEAR = 0.5;

    private final int column;
    private final PackedTable left;
    private final PackedTable right;
    private final ValueCounts ofLeft;
    private final ValueCounts ofRight;
    private final double usual;
    private final boolean nears;
    /** By place of the value among those of the left table. */
    private final double[] bits;

    private final double rarest;
    private double most = Double.NEGATIVE_INFINITY;

    /**
     * Counts the values of a column of both tables.
     *
     * @param usual share of random pairs that agree
     */
    public TermFrequency(int column, FieldComparison comparison, PackedTable left, PackedTable right, double usual) {
        this(column, comparison, left, right, left, right, usual);
    }

    /**
     * The same where the rows are some of those whose values were counted.
     *
     * @param allLeft the table that the left rows are of
     * @param allRight the same as {@code allLeft} within one table
     */
    public TermFrequency(
            int column,
            FieldComparison comparison,
            PackedTable left,
            PackedTable right,
            TableValues allLeft,
            TableValues allRight,
            double usual) {
        String name = comparison.name();
        nears = comparison.hasNearLevel();
        this.column = column;
        this.left = left;
        this.right = right;
        this.usual = usual;
        ofLeft = allLeft.frequencies(name);
        ofRight = allLeft == allRight ? ofLeft : allRight.frequencies(name);
        double records = Math.max(1, Math.max(ofLeft.total(), ofRight.total()));
        rarest = Math.min(0.5 / records, usual);
        long[] words = ofLeft.words();
        long[] counts = ofLeft.counts();
        bits = new double[words.length];
        for (int i = 0; i < words.length; i++) {
            long others = Math.max(counts[i], allLeft == allRight ? 0 : ofRight.of(words[i])) - 1;
            double gain = -StrictMath.log(others / records + rarest) / StrictMath.log(2);
            bits[i] = gain;
            most = Math.max(most, gain);
        }
    }

    /**
     * The bits of a pair: at the closest level, those of the value, on top of log2 of the share of random pairs that
     * agree; at the next level of texts, on top of the level's.
     */
    public double bits(int level, int leftRow, int rightRow) {
        return switch (level) {
            case 1 -> closest(left.word(leftRow, column));
            case 2 -> nears ? near(left.word(leftRow, column), right.word(rightRow, column)) : 0;
            default -> 0;
        };
    }

    private double closest(long word) {
        int place = ofLeft.place(word);
        return place < 0 ? 0 : bits[place];
    }

    /** One is most often a slip of the other, so that the commoner says how often that happens by chance. */
    private double near(long one, long other) {
        double commoner = Math.max(Math.max(share(one), share(other)), rarest);
        return NEAR * StrictMath.log(usual / commoner) / StrictMath.log(2);
    }

    /** The most that the bits at the next level are. */
    public double mostNear() {
        return nears ? Math.max(0, NEAR * StrictMath.log(usual / rarest) / StrictMath.log(2)) : 0;
    }

    private double share(long word) {
        return Math.max(
                ofLeft.of(word) / (double) Math.max(1, ofLeft.total()),
                ofRight.of(word) / (double) Math.max(1, ofRight.total()));
    }

    /** The most that any value's {@link #bits} at the closest level are; 0 if there is none. */
    public double most() {
        return bits.length == 0 ? 0 : most;
    }
}
