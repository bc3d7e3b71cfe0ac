package org.reconlink.linkage.comparison;

import java.util.List;
import org.reconlink.linkage.record.Dictionary;

/** Equal, or the first of some tests that two texts pass. */
final class TextKernel implements PairKernel {
    private final int column;
    private final TextLevel.Test[] tests;

    TextKernel(int column, List<TextLevel> levels, Dictionary dictionary) {
        this.column = column;
        this.tests = levels.stream().map(level -> level.on(dictionary)).toArray(TextLevel.Test[]::new);
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
        int level = 2;
        for (TextLevel.Test test : tests) {
            if (test.holds((int) l, (int) r)) {
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
