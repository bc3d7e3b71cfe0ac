package org.reconlink.linkage.engine;

import it.unimi.dsi.fastutil.longs.Long2DoubleOpenHashMap;
import java.util.Arrays;
import java.util.List;
import org.reconlink.linkage.record.ColumnKind;
import org.reconlink.linkage.record.PackedTable;
import org.reconlink.linkage.record.Parallel;
import org.reconlink.linkage.record.ValueTally;

/** Bits that pairs gain or lose by how common their values are. */
final class Adjuster {
    private final PackedTable left;
    private final PackedTable right;
    private final Bits[] adjustments;
    private final int[][] ofVector;

    /** Bits by word of one column, and the most of them. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Bits(int column, double[] ofCode, Long2DoubleOpenHashMap ofWord, double most) {
        double of(long left, long right) {
            if (left == 0 || right == 0) {
                return left == right ? 0 : of(left == 0 ? right : left);
            }
            return left == right ? of(left) : Math.min(of(left), of(right));
        }

        private double of(long word) {
            return word < 0 && ofCode.length > 0 ? ofCode[(int) word] : ofWord.get(word);
        }
    }

    Adjuster(
            PackedTable left,
            PackedTable right,
            List<TermFrequencyAdjustment> adjustments,
            PairCounts counts,
            int threads) {
        this.left = left;
        this.right = right;
        this.adjustments = new Bits[adjustments.size()];
        Parallel.run(
                threads,
                adjustments.size(),
                thread -> number -> this.adjustments[number] = bits(adjustments.get(number)));
        this.ofVector = new int[counts.size()][];
        Arrays.setAll(
                ofVector,
                vector -> java.util.stream.IntStream.range(0, adjustments.size())
                        .filter(i -> counts.level(vector, adjustments.get(i).comparison())
                                == adjustments.get(i).level())
                        .toArray());
    }

    /** The most that a pair of this vector can gain; 0 if it can only lose. */
    double atMost(int vector) {
        double most = 0;
        for (int adjustment : ofVector[vector]) {
            most += Math.max(0, adjustments[adjustment].most());
        }
        return most;
    }

    double bits(int vector, int leftRow, int rightRow) {
        double bits = 0;
        for (int adjustment : ofVector[vector]) {
            Bits of = adjustments[adjustment];
            bits += of.of(left.word(leftRow, of.column()), right.word(rightRow, of.column()));
        }
        return bits;
    }

    private Bits bits(TermFrequencyAdjustment adjustment) {
        ValueTally tally = new ValueTally(left, adjustment.column());
        tally.add(left);
        if (right != left) {
            tally.add(right);
        }
        int column = left.columns().index(adjustment.column());
        boolean coded = left.columns().kind(column) != ColumnKind.NUMBER;
        double[] ofCode = new double[coded ? left.columns().dictionary().size() : 0];
        // With its size known: filled in the order of another map, a growing one collides with itself at every
        // doubling.
        Long2DoubleOpenHashMap bits = new Long2DoubleOpenHashMap(tally.size());
        double[] most = {Double.NEGATIVE_INFINITY};
        tally.forEach((word, count) -> {
            double share = Math.max(adjustment.floor(), count / (double) tally.total());
            double gain = adjustment.scale() * StrictMath.log(adjustment.averageU() / share) / StrictMath.log(2);
            if (coded && word < 0) {
                ofCode[(int) word] = gain;
            } else {
                bits.put(word, gain);
            }
            most[0] = Math.max(most[0], gain);
        });
        return new Bits(column, ofCode, bits, most[0]);
    }
}
