package org.reconlink.linkage.engine;

/** Equal, one character off, or different. */
final class IdKernel implements PairKernel {
    private static final int BITS = Packing.LETTER_BITS;
    private static final int TOP = BITS * Packing.ID_LETTERS;
    private static final long ALL = (1L << TOP) - 1;
    /** The lowest bit of each letter. */
    private static final long LOWEST = 0x0041041041041041L;

    private final int column;
    private final Dictionary dictionary;
    private final EditDistance oneOff = new EditDistance(true, 1);

    IdKernel(int column, Dictionary dictionary) {
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
        boolean packed = l > 0 && r > 0;
        return (packed ? oneOff(l, r) : generalOneOff(l, r)) ? 2 : 3;
    }

    @Override
    public void apply(PairBatch batch, long radix) {
        for (int i = 0; i < batch.size; i++) {
            batch.vector[i] += radix * level(batch.words, batch.leftAt[i], batch.words, batch.rightAt[i]);
        }
    }

    /** One letter written wrongly, left out or put in, or two neighbours swapped, by the letters that differ. */
    static boolean oneOff(long left, long right) {
        long differ = left ^ right;
        long some = differ | (differ >>> 1) | (differ >>> 2) | (differ >>> 3) | (differ >>> 4) | (differ >>> 5);
        long letters = some & LOWEST;
        int count = Long.bitCount(letters);
        if (count == 1) {
            return true;
        }
        int firstShift = Long.numberOfTrailingZeros(Long.highestOneBit(letters));
        if (count == 2 && (letters & ((1L << firstShift) >>> BITS)) != 0) {
            long first = left >>> firstShift & 63;
            long second = left >>> (firstShift - BITS) & 63;
            if (first == (right >>> (firstShift - BITS) & 63) && second == (right >>> firstShift & 63)) {
                return true;
            }
        }
        return without(left, firstShift) == right || without(right, firstShift) == left;
    }

    /** An identifier without the letter at a shift. */
    private static long without(long id, int shift) {
        long above = id & (ALL << shift << BITS) & ALL;
        return above | (id & ((1L << shift) - 1)) << BITS;
    }

    private boolean generalOneOff(long left, long right) {
        if (left < 0 && right < 0) {
            return oneOff.distance(dictionary, (int) left, (int) right) <= 1;
        }
        return oneOff.distance(text(left), text(right)) <= 1;
    }

    private String text(long word) {
        return word < 0 ? dictionary.text((int) word) : Packing.idText(word);
    }
}
