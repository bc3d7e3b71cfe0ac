package org.reconlink.linkage.comparison;

import org.reconlink.linkage.record.Dictionary;

/** Postcodes by one slip, and British ones by what lies near. */
final class PostcodeSlipsKernel implements PairKernel {
    private static final int ONE = 2;
    private static final int SECTOR = 3;
    private static final int DISTRICT = 4;
    private static final int AREA = 5;
    private static final int ELSE = 6;
    private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;

    private final int column;
    private final Dictionary dictionary;
    private final EditDistance edits = new EditDistance(true, 1);

    PostcodeSlipsKernel(int column, Dictionary dictionary) {
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
        if (l == r) {
            return 1;
        }
        if (l > 0 && r > 0) {
            return packed(l, r);
        }
        return l < 0 && r < 0 && edits.distance(dictionary, (int) l, (int) r) <= 1 ? ONE : ELSE;
    }

    @Override
    public void apply(PairBatch batch, long radix) {
        for (int i = 0; i < batch.size; i++) {
            batch.vector[i] += radix * level(batch.words, batch.leftAt[i], batch.words, batch.rightAt[i]);
        }
    }

    private static int packed(long left, long right) {
        long differ = left ^ right;
        long letters = (((differ & LOW_BITS) + LOW_BITS) | differ) & ~LOW_BITS;
        if (Long.bitCount(letters) == 1 || neighboursSwapped(left, right, letters)) {
            return ONE;
        }
        return differ >>> 24 == 0 ? SECTOR : differ >>> 32 == 0 ? DISTRICT : differ >>> 48 == 0 ? AREA : ELSE;
    }

    private static boolean neighboursSwapped(long left, long right, long letters) {
        if (Long.bitCount(letters) != 2) {
            return false;
        }
        int low = Long.numberOfTrailingZeros(letters) - 7;
        return (letters & 0x80L << (low + 8)) != 0
                && (left >>> low & 0xFF) == (right >>> (low + 8) & 0xFF)
                && (left >>> (low + 8) & 0xFF) == (right >>> low & 0xFF);
    }
}
