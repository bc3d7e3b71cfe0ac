package org.reconlink.linkage.comparison;

import org.reconlink.linkage.record.Dictionary;

/** Dates by the slips that part them; text that is not eight digits has its letters counted. */
final class DateSlipsKernel implements PairKernel {
    private static final int SWAPPED = 2;
    private static final int ONE = 3;
    private static final int TWO = 4;
    private static final int YEAR = 5;
    private static final int ELSE = 6;
    private static final long LOWEST = 0x1111_1111L;

    private final int column;
    private final Dictionary dictionary;
    private final EditDistance edits = new EditDistance(true, 2);

    DateSlipsKernel(int column, Dictionary dictionary) {
        this.column = column;
        this.dictionary = dictionary;
    }

    @Override
    public int level(long[] left, int leftAt, long[] right, int rightAt) {
        long l = left[leftAt + column];
        long r = right[rightAt + column];
        if (l == 0 || r == 0) {
            return 0;
        }
        return l == r ? 1 : l > 0 && r > 0 ? packed(l, r) : general(l, r);
    }

    @Override
    public void apply(PairBatch batch, long radix) {
        for (int i = 0; i < batch.size; i++) {
            batch.vector[i] += radix * level(batch.words, batch.leftAt[i], batch.words, batch.rightAt[i]);
        }
    }

    private static int packed(long left, long right) {
        int reached = DateLevel.reached(left, right);
        if ((reached & DateLevel.DAY_AND_MONTH_SWAPPED.bit()) != 0) {
            return SWAPPED;
        }
        if ((reached & DateLevel.ONE_SLIP.bit()) != 0) {
            return ONE;
        }
        long differ = left ^ right;
        if (Long.bitCount((differ | differ >>> 1 | differ >>> 2 | differ >>> 3) & LOWEST) == 2) {
            return TWO;
        }
        return (reached & DateLevel.YEAR.bit()) != 0 ? YEAR : ELSE;
    }

    private int general(long left, long right) {
        int distance = edits.distance(text(left), text(right));
        return distance == 1 ? ONE : distance == 2 ? TWO : ELSE;
    }

    private String text(long word) {
        if (word < 0) {
            return dictionary.text((int) word);
        }
        StringBuilder digits = new StringBuilder();
        for (int shift = 28; shift >= 0; shift -= 4) {
            digits.append((char) ('0' + (word >>> shift & 0xF)));
        }
        return digits.toString();
    }
}
