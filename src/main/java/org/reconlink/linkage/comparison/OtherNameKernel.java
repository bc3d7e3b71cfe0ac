package org.reconlink.linkage.comparison;

import java.util.Arrays;

/** Another comparison of a name, and a level before its last for names that stand in each other's column. */
final class OtherNameKernel implements PairKernel {
    private final PairKernel name;
    private final int column;
    private final int other;
    private final int last;
    private final long[] before = new long[PairBatch.SIZE];

    /** @param last the last level of the comparison of names */
    OtherNameKernel(PairKernel name, int column, int other, int last) {
        this.name = name;
        this.column = column;
        this.other = other;
        this.last = last;
    }

    @Override
    public int level(long[] left, int leftAt, long[] right, int rightAt) {
        return level(name.level(left, leftAt, right, rightAt), left, leftAt, right, rightAt);
    }

    /** Levels of the name alone first, as its own loop is much faster than one pair at a time. */
    @Override
    public void apply(PairBatch batch, long radix) {
        System.arraycopy(batch.vector, 0, before, 0, batch.size);
        Arrays.fill(batch.vector, 0, batch.size, 0);
        name.apply(batch, 1);
        for (int i = 0; i < batch.size; i++) {
            int level = level((int) batch.vector[i], batch.words, batch.leftAt[i], batch.words, batch.rightAt[i]);
            batch.vector[i] = before[i] + radix * level;
        }
    }

    private int level(int ofName, long[] left, int leftAt, long[] right, int rightAt) {
        if (ofName < last - 1) {
            return ofName;
        }
        long leftOther = left[leftAt + other];
        long rightOther = right[rightAt + other];
        boolean leftsOther = leftOther != 0 && leftOther == right[rightAt + column];
        boolean rightsOther = rightOther != 0 && rightOther == left[leftAt + column];
        boolean crossed = (leftsOther || rightsOther)
                && (leftsOther || mayBeOne(leftOther, right[rightAt + column]))
                && (rightsOther || mayBeOne(left[leftAt + column], rightOther));
        return crossed ? last : ofName == last ? last + 1 : ofName;
    }

    /** Of names that stand in each other's place one agrees and the other does not differ, or one word would count twice. */
    private boolean mayBeOne(long one, long another) {
        long[] words = new long[2 * (column + 1)];
        words[column] = one;
        words[2 * column + 1] = another;
        return name.level(words, 0, words, column + 1) < last;
    }
}
