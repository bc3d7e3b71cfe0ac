package org.reconlink.linkage.comparison;

/** Numbers not more than a tolerance apart, or a share of the greater one. */
final class NumberKernel implements PairKernel {
    private final int column;
    private final double[] tolerances;
    private final boolean shares;

    NumberKernel(int column, double[] tolerances, boolean shares) {
        this.column = column;
        this.tolerances = tolerances;
        this.shares = shares;
    }

    @Override
    public int level(long[] left, int leftAt, long[] right, int rightAt) {
        long l = left[leftAt + column];
        long r = right[rightAt + column];
        if (l == 0 || r == 0) {
            return 0;
        }
        if (l == r) {
            return 1;
        }
        double a = Double.longBitsToDouble(l);
        double b = Double.longBitsToDouble(r);
        double unit = shares ? Math.max(Math.abs(a), Math.abs(b)) : 1;
        int level = 2;
        for (double tolerance : tolerances) {
            if (Math.abs(a - b) <= tolerance * unit) {
                return level;
            }
            level++;
        }
        return level;
    }

    @Override
    public void apply(PairBatch batch, long radix) {
        for (int i = 0; i < batch.size; i++) {
            batch.vector[i] += radix * level(batch.words, batch.leftAt[i], batch.words, batch.rightAt[i]);
        }
    }
}
