package org.reconlink.linkage.comparison;

/** Dates not more than so many days apart. */
final class DaysKernel implements PairKernel {
    private final int column;
    private final int[] days;

    DaysKernel(int column, int[] days) {
        this.column = column;
        this.days = days;
    }

    @Override
    public int level(long[] left, int leftAt, long[] right, int rightAt) {
        long l = left[leftAt + column];
        long r = right[rightAt + column];
        if (l == 0 || r == 0) {
            return 0;
        }
        long apart = l == r ? 0 : apart(l, r);
        int level = 1;
        for (int limit : days) {
            if (apart <= limit) {
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

    private static long apart(long left, long right) {
        if (!PackedDates.real(left) || !PackedDates.real(right)) {
            return Long.MAX_VALUE;
        }
        return Math.abs(PackedDates.day(left) - PackedDates.day(right));
    }
}
