package org.reconlink.linkage.study;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.comparison.FieldComparison;
import org.reconlink.linkage.comparison.PairKernel;
import org.reconlink.linkage.model.Parameters;
import org.reconlink.linkage.model.TermFrequency;
import org.reconlink.linkage.record.PackedTable;
import org.reconlink.linkage.study.CandidatePair.ComparedField;

/** Shows what the weight of a pair of rows is made of: the level, bits and adjustment of every comparison. */
final class Weigher {
    /** The comparison under which it is shown that a weight is not the sum of its comparisons'. */
    private static final String TOGETHER = "together";

    private static final String HOW_TOGETHER = "what goes together";
    private static final String UNDER_AN_ALIAS = "under an alias";

    private final StudyPairs pairs;
    private final Parameters parameters;
    private final @Nullable TermFrequency[] frequencies;
    private final List<double[]> ratios;
    private final List<PairKernel> kernels = new ArrayList<>();

    Weigher(StudyPairs pairs, Parameters parameters) {
        this.pairs = pairs;
        this.parameters = parameters;
        this.ratios = Relatives.ratios(parameters);
        this.frequencies = pairs.frequencies(parameters);
        for (FieldComparison comparison : pairs.comparisons()) {
            kernels.add(comparison.engine().on(pairs.left().table().columns()));
        }
    }

    /** The comparisons of the two rows of a participant and an identity that agree most. */
    List<ComparedField> compare(int participant, int identity) {
        List<ComparedField> best = List.of();
        PackedPeople lefts = pairs.left();
        PackedPeople rights = pairs.right();
        for (int left = lefts.firstRow(participant); left < lefts.endOfRows(participant); left++) {
            for (int right = rights.firstRow(identity); right < rights.endOfRows(identity); right++) {
                List<ComparedField> compared =
                        compare(lefts.table(), left, rights.table(), right, pairs.ofAlias(left, right));
                if (best.isEmpty() || weight(compared) > weight(best)) {
                    best = compared;
                }
            }
        }
        return best;
    }

    static double weight(List<ComparedField> compared) {
        double sum = 0;
        for (ComparedField field : compared) {
            sum += field.weight() + field.termFrequencyAdjustment();
        }
        return sum;
    }

    /** The greatest weight of a participant's record against one that repeats it word for word. */
    double ofItself(int participant) {
        PackedPeople people = pairs.left();
        double most = Double.NEGATIVE_INFINITY;
        for (int row = people.firstRow(participant); row < people.endOfRows(participant); row++) {
            most = Math.max(most, weight(compare(people.table(), row, people.table(), row, 0)));
        }
        return most;
    }

    private List<ComparedField> compare(
            PackedTable leftTable, int left, PackedTable rightTable, int right, double ofAlias) {
        int width = leftTable.columns().list().size();
        long[] words = new long[2 * width];
        leftTable.copyRow(left, words, 0);
        rightTable.copyRow(right, words, width);
        int[] levels = new int[kernels.size()];
        double[] adjustments = new double[levels.length];
        for (int c = 0; c < levels.length; c++) {
            levels[c] = kernels.get(c).level(words, 0, words, width);
            TermFrequency frequency = frequencies[c];
            if (frequency != null && levels[c] == 1) {
                adjustments[c] = frequency.bits(1, left, right)
                        + log2(parameters.comparisons().get(c).u()[0]);
            } else if (frequency != null && levels[c] == 2 && leftTable != rightTable) {
                adjustments[c] = frequency.bits(2, left, right);
            }
        }
        List<ComparedField> compared = new ArrayList<>(levels.length);
        for (int c = 0; c < levels.length; c++) {
            FieldComparison comparison = pairs.comparisons().get(c);
            compared.add(new ComparedField(
                    comparison.name(),
                    comparison.engine().labels().get(levels[c]),
                    parameters.comparisons().get(c).bits(levels[c]),
                    adjustments[c]));
        }
        compared.add(new ComparedField(
                TOGETHER, ofAlias == 0 ? HOW_TOGETHER : UNDER_AN_ALIAS, parameters.together(levels) + ofAlias, 0));
        double bits = weight(compared);
        double ratio = Relatives.ratio(ratios, levels);
        compared.add(new ComparedField(
                Relatives.NAME, Relatives.LEVEL, Relatives.bits(bits, ratio, pairs.records()) - bits, 0));
        return compared;
    }

    private static double log2(double x) {
        return StrictMath.log(x) / StrictMath.log(2);
    }
}
