package org.reconlink.linkage.comparison;

import org.reconlink.linkage.record.SetPool;

/** A day of one side among the days of the other: equal to one, near one, or neither. */
final class DayKernel implements PairKernel {
    private final int one;
    private final int many;
    private final int near;
    private final SetPool sets;

    /**
     * @param one column of the day that is looked for
     * @param many column of the days among which it may be
     * @param near days that are near
     */
    DayKernel(int one, int many, int near, SetPool sets) {
        this.one = one;
        this.many = many;
        this.near = near;
        this.sets = sets;
    }

    /** Either side may be the one that is looked for; two of these are compared with one another. */
    @Override
    public int level(long[] left, int leftAt, long[] right, int rightAt) {
        long wantedOnLeft = left[leftAt + one];
        long wantedOnRight = right[rightAt + one];
        long days = right[rightAt + many];
        if (wantedOnLeft != 0 && days != 0) {
            return level((int) wantedOnLeft, (int) days);
        }
        days = left[leftAt + many];
        if (wantedOnRight != 0 && days != 0) {
            return level((int) wantedOnRight, (int) days);
        }
        return wantedOnLeft == 0 || wantedOnRight == 0 ? 0 : level((int) wantedOnLeft, (int) wantedOnRight);
    }

    private int level(int wanted, int others) {
        if (sets.intersect(wanted, others)) {
            return 1;
        }
        return sets.leastBetween(wanted, others) <= near ? 2 : 3;
    }

    @Override
    public void apply(PairBatch batch, long radix) {
        for (int i = 0; i < batch.size; i++) {
            batch.vector[i] += radix * level(batch.words, batch.leftAt[i], batch.words, batch.rightAt[i]);
        }
    }
}
