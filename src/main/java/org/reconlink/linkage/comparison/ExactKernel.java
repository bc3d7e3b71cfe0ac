package org.reconlink.linkage.comparison;

/** Equal or not. */
final class ExactKernel implements PairKernel {
    private final int column;

    ExactKernel(int column) {
        this.column = column;
    }

    @Override
    public int level(long[] left, int leftAt, long[] right, int rightAt) {
        long l = left[leftAt + column];
        long r = right[rightAt + column];
        if (l == 0 || r == 0) {
            return 0;
        }
        return l == r ? 1 : 2;
    }

    @Override
    public void apply(PairBatch batch, long radix) {
        for (int i = 0; i < batch.size; i++) {
            batch.vector[i] += radix * level(batch.words, batch.leftAt[i], batch.words, batch.rightAt[i]);
        }
    }
}
