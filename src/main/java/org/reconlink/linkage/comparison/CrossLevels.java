package org.reconlink.linkage.comparison;

import java.util.Arrays;
import org.reconlink.linkage.comparison.PairKernel.PairBatch;
import org.reconlink.linkage.record.PackedColumns;
import org.reconlink.linkage.record.Parallel;

/** Compares values of one column, each of one list with each of another, and adds up weights by level. */
public final class CrossLevels {
    private static final int SLICES = 16;

    private final EngineComparison comparison;
    private final PackedColumns columns;
    private final int column;

    public CrossLevels(EngineComparison comparison, PackedColumns columns, int column) {
        this.comparison = comparison;
        this.columns = columns;
        this.column = column;
    }

    /**
     * The products of the weights of all two values that differ, summed by level as the engine numbers them.
     *
     * @param lefts words of values
     * @param leftWeights of the values
     */
    public double[] of(long[] lefts, double[] leftWeights, long[] rights, double[] rightWeights, int threads) {
        double[][] sums = new double[SLICES][comparison.labels().size()];
        Parallel.run(threads, SLICES, thread -> {
            PairKernel kernel = comparison.on(columns);
            PairBatch batch = new PairBatch();
            int width = columns.size();
            batch.words = new long[(rights.length + 1) * width];
            for (int j = 0; j < rights.length; j++) {
                batch.words[j * width + column] = rights[j];
            }
            Arrays.fill(batch.leftAt, rights.length * width);
            return slice -> {
                int to = lefts.length * (slice + 1) / SLICES;
                for (int i = lefts.length * slice / SLICES; i < to; i++) {
                    batch.words[rights.length * width + column] = lefts[i];
                    add(kernel, batch, lefts[i], leftWeights[i], rights, rightWeights, sums[slice]);
                }
            };
        });
        double[] all = new double[sums[0].length];
        for (double[] slice : sums) {
            Arrays.setAll(all, level -> all[level] + slice[level]);
        }
        return all;
    }

    private void add(
            PairKernel kernel,
            PairBatch batch,
            long left,
            double leftWeight,
            long[] rights,
            double[] rightWeights,
            double[] sums) {
        for (int begin = 0; begin < rights.length; begin += PairBatch.SIZE) {
            batch.size = Math.min(PairBatch.SIZE, rights.length - begin);
            for (int k = 0; k < batch.size; k++) {
                batch.rightAt[k] = (begin + k) * columns.size();
                batch.vector[k] = 0;
            }
            kernel.apply(batch, 1);
            for (int k = 0; k < batch.size; k++) {
                sums[(int) batch.vector[k]] += rights[begin + k] == left ? 0 : leftWeight * rightWeights[begin + k];
            }
        }
    }
}
