package org.reconlink.linkage.comparison;

import java.util.List;

/** The first of some levels that two dates reach. */
final class DateKernel implements PairKernel {
    private final int column;
    /** By the set of levels that hold, the place of the first: asking each in turn took a tenth of comparing. */
    private final byte[] first;

    DateKernel(int column, List<DateLevel> levels) {
        this.column = column;
        this.first = new byte[1 << DateLevel.values().length];
        for (int reached = 0; reached < first.length; reached++) {
            int level = 0;
            while (level < levels.size() && (reached & levels.get(level).bit()) == 0) {
                level++;
            }
            first[reached] = (byte) (level + 1);
        }
    }

    @Override
    public int level(long[] left, int leftAt, long[] right, int rightAt) {
        long l = left[leftAt + column];
        long r = right[rightAt + column];
        if (l == 0 || r == 0) {
            return 0;
        }
        return first[DateLevel.reached(l, r)];
    }

    @Override
    public void apply(PairBatch batch, long radix) {
        for (int i = 0; i < batch.size; i++) {
            batch.vector[i] += radix * level(batch.words, batch.leftAt[i], batch.words, batch.rightAt[i]);
        }
    }
}
