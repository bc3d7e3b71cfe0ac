package org.reconlink.linkage.engine;

import java.util.List;

/** The first of some levels that two dates reach. */
final class DateKernel implements PairKernel {
    private final int column;
    private final DateLevel[] levels;

    DateKernel(int column, List<DateLevel> levels) {
        this.column = column;
        this.levels = levels.toArray(DateLevel[]::new);
    }

    @Override
    public int level(long[] left, int leftAt, long[] right, int rightAt) {
        long l = left[leftAt + column];
        long r = right[rightAt + column];
        if (l == 0 || r == 0) {
            return 0;
        }
        return reached(l, r);
    }

    @Override
    public void apply(PairBatch batch, long radix) {
        for (int i = 0; i < batch.size; i++) {
            batch.vector[i] += radix * level(batch.words, batch.leftAt[i], batch.words, batch.rightAt[i]);
        }
    }

    private int reached(long left, long right) {
        int level = 1;
        for (DateLevel each : levels) {
            if (each.holds(left, right)) {
                return level;
            }
            level++;
        }
        return level;
    }
}
