package org.reconlink.linkage.comparison;

import org.reconlink.linkage.record.SetPool;

/** Sets that have a value in common, or none. */
final class SetKernel implements PairKernel {
    private final int leftColumn;
    private final int rightColumn;
    private final SetPool sets;

    SetKernel(int leftColumn, int rightColumn, SetPool sets) {
        this.leftColumn = leftColumn;
        this.rightColumn = rightColumn;
        this.sets = sets;
    }

    @Override
    public int level(long[] left, int leftAt, long[] right, int rightAt) {
        long l = left[leftAt + leftColumn];
        long r = right[rightAt + rightColumn];
        if (l == 0 || r == 0) {
            return 0;
        }
        return sets.intersect((int) l, (int) r) ? 1 : 2;
    }

    @Override
    public void apply(PairBatch batch, long radix) {
        for (int i = 0; i < batch.size; i++) {
            batch.vector[i] += radix * level(batch.words, batch.leftAt[i], batch.words, batch.rightAt[i]);
        }
    }
}
