package org.reconlink.linkage.engine;

/** Two identifiers of a person together: each equal, missing on a side, or in conflict. */
final class IdPairKernel implements PairKernel {
    private static final int MISSING = 0;
    private static final int EQUAL = 1;
    private static final int STATES = 3;

    /** By the state of the first identifier times three plus that of the second. */
    private static final byte[] LEVELS = {0, 2, 4, 2, 1, 3, 4, 3, 5};

    private final int first;
    private final int second;

    IdPairKernel(int first, int second) {
        this.first = first;
        this.second = second;
    }

    @Override
    public int level(long[] left, int leftAt, long[] right, int rightAt) {
        int one = state(left[leftAt + first], right[rightAt + first]);
        int other = state(left[leftAt + second], right[rightAt + second]);
        return LEVELS[one * STATES + other];
    }

    @Override
    public void apply(PairBatch batch, long radix) {
        for (int i = 0; i < batch.size; i++) {
            batch.vector[i] += radix * level(batch.words, batch.leftAt[i], batch.words, batch.rightAt[i]);
        }
    }

    private static int state(long left, long right) {
        if (left == 0 || right == 0) {
            return MISSING;
        }
        return left == right ? EQUAL : EQUAL + 1;
    }
}
