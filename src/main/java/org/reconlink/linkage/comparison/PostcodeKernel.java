package org.reconlink.linkage.comparison;

/** Unit, sector, district, area: how long a beginning two postcodes share. */
final class PostcodeKernel implements PairKernel {
    /** By shared bytes: two of the area, two of the rest of the outward code, one of the sector, two of the unit. */
    private static final byte[] LEVELS = {5, 5, 4, 4, 3, 2, 2, 1, 1};

    private final int column;

    PostcodeKernel(int column) {
        this.column = column;
    }

    @Override
    public int level(long[] left, int leftAt, long[] right, int rightAt) {
        long l = left[leftAt + column];
        long r = right[rightAt + column];
        if (l == 0 || r == 0) {
            return 0;
        }
        if (l < 0 || r < 0) {
            return l == r ? 1 : 5;
        }
        int shared = Long.numberOfLeadingZeros(l ^ r) >>> 3;
        return LEVELS[shared];
    }

    @Override
    public void apply(PairBatch batch, long radix) {
        for (int i = 0; i < batch.size; i++) {
            batch.vector[i] += radix * level(batch.words, batch.leftAt[i], batch.words, batch.rightAt[i]);
        }
    }
}
