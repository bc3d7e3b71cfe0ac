package org.reconlink.linkage.study;

import java.util.ArrayList;
import java.util.List;
import org.reconlink.linkage.comparison.FieldComparison;
import org.reconlink.linkage.model.Parameters;
import org.reconlink.linkage.record.PackedTable;
import org.reconlink.linkage.study.CandidatePair.ComparedField;
import org.reconlink.linkage.study.PossiblePairs.PossiblePair;

/** Turns comparisons into levels and log u, with missing as a level of those that are often missing. */
final class PossibleLevels {
    /** The share of pairs from which missing is a level, and up to which there is anything to compare. */
    private static final double OFTEN = 0.05;

    private static final double HARDLY_EVER = 0.999;

    /** What a verdict adds to log odds: it outranks the model. */
    private static final double CONFIRMED = 30;

    private final List<Scale> scales;

    private PossibleLevels(List<Scale> scales) {
        this.scales = scales;
    }

    static PossibleLevels of(StudyPairs pairs, Parameters parameters) {
        List<Scale> scales = new ArrayList<>();
        for (int c = 0; c < pairs.comparisons().size(); c++) {
            FieldComparison comparison = pairs.comparisons().get(c);
            double missing = 1
                    - known(pairs.left().table(), comparison.name())
                            * known(pairs.right().table(), StudyPlan.ofIdentities(comparison.name()));
            scales.add(new Scale(parameters.comparisons().get(c), missing));
        }
        return new PossibleLevels(scales);
    }

    /** The share of rows that have a value. */
    private static double known(PackedTable table, String name) {
        int column = table.columns().index(name);
        long known = 0;
        for (int row = 0; row < table.rows(); row++) {
            known += table.word(row, column) != 0 ? 1 : 0;
        }
        return table.rows() == 0 ? 0 : (double) known / table.rows();
    }

    List<double[]> m() {
        return scales.stream().map(Scale::m).toList();
    }

    /** The levels of a pair, in the order of the comparisons. */
    int[] levels(List<ComparedField> compared) {
        int[] levels = new int[scales.size()];
        for (int k = 0; k < levels.length; k++) {
            levels[k] = scales.get(k).place(compared.get(k));
        }
        return levels;
    }

    double logU(List<ComparedField> compared, boolean confirmed) {
        double logU = confirmed ? -CONFIRMED : 0;
        for (int k = 0; k < scales.size(); k++) {
            logU += scales.get(k).logU(compared.get(k));
        }
        for (ComparedField field : compared.subList(scales.size(), compared.size())) {
            logU -= Math.log(2) * (field.weight() + field.termFrequencyAdjustment());
        }
        return logU;
    }

    /** The levels of one comparison. */
    private record Scale(Parameters.Comparison parameters, double missing) {
        private boolean missingIsLevel() {
            return missing >= OFTEN && missing <= HARDLY_EVER;
        }

        double[] m() {
            int first = missingIsLevel() ? 1 : 0;
            double sum = 0;
            for (double share : parameters.m()) {
                sum += share;
            }
            double[] m = new double[parameters.m().length + first];
            for (int l = 0; l + first < m.length; l++) {
                m[l + first] = (first == 1 ? 1 - missing : 1) * parameters.m()[l] / sum;
            }
            if (first == 1) {
                m[0] = missing;
            }
            return m;
        }

        int place(ComparedField compared) {
            int label = parameters.labels().indexOf(compared.level());
            if (label < 0) {
                return missingIsLevel() ? 0 : PossiblePair.SAYS_NOTHING;
            }
            return label + (missingIsLevel() ? 1 : 0);
        }

        /** What an adjustment says of a missing value, as what goes together does not, is nothing. */
        double logU(ComparedField compared) {
            int label = parameters.labels().indexOf(compared.level());
            if (label < 0) {
                return missingIsLevel() ? Math.log(missing) : 0;
            }
            double bits = compared.weight() + compared.termFrequencyAdjustment();
            return Math.log(parameters.m()[label])
                    - Math.log(2) * bits
                    + (missingIsLevel() ? Math.log(1 - missing) : 0);
        }
    }
}
