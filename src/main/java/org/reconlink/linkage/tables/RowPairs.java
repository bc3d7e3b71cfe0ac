package org.reconlink.linkage.tables;

import java.util.List;
import java.util.stream.IntStream;
import org.reconlink.linkage.blocking.Blocker.RowRules;
import org.reconlink.linkage.comparison.FieldComparison;
import org.reconlink.linkage.comparison.PairKernel;
import org.reconlink.linkage.record.PackedTable;

/**
 * Any two rows of a linkage, by place, looked at again: at which level each comparison is, and which blocking rules hold.
 * For one thread.
 */
public final class RowPairs {
    private final TableRows left;
    private final TableRows right;
    private final List<FieldComparison> comparisons;
    private final PairKernel[] kernels;
    private final RowRules rules;
    private final long[] words;

    RowPairs(TableRows left, TableRows right, List<FieldComparison> comparisons, RowRules rules) {
        this.left = left;
        this.right = right;
        this.comparisons = List.copyOf(comparisons);
        this.rules = rules;
        kernels = comparisons.stream()
                .map(comparison -> comparison.engine().on(left.table().columns()))
                .toArray(PairKernel[]::new);
        words = new long[2 * left.table().columns().list().size()];
    }

    /** What is compared, in the order of {@link #levels}. */
    public List<String> comparisons() {
        return comparisons.stream().map(FieldComparison::name).toList();
    }

    /** The level of each comparison in words. */
    public List<String> labels(int leftPlace, int rightPlace) {
        int[] levels = levels(left.table(), left.row(leftPlace), right.table(), right.row(rightPlace));
        return IntStream.range(0, levels.length)
                .mapToObj(c -> comparisons.get(c).engine().labels().get(levels[c]))
                .toList();
    }

    /** Whether each blocking rule holds, in their order. */
    boolean[] rules(int leftPlace, int rightPlace) {
        return rules.of(left.row(leftPlace), right.row(rightPlace));
    }

    /** The level of each comparison between two rows of any tables that share the columns. */
    int[] levels(PackedTable of, int row, PackedTable ofOther, int other) {
        int columns = words.length / 2;
        of.copyRow(row, words, 0);
        ofOther.copyRow(other, words, columns);
        int[] levels = new int[kernels.length];
        for (int c = 0; c < levels.length; c++) {
            levels[c] = kernels[c].level(words, 0, words, columns);
        }
        return levels;
    }
}
