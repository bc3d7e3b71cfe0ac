package org.reconlink.linkage.comparison;

import org.reconlink.linkage.record.Dictionary;
import org.reconlink.linkage.record.PackedId;

/** Equal, one character off, or different. */
final class IdKernel implements PairKernel {
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
        return (PackedId.comparable(l, r) ? PackedId.oneOff(l, r) : generalOneOff(l, r)) ? 2 : 3;
    }

    @Override
    public void apply(PairBatch batch, long radix) {
        for (int i = 0; i < batch.size; i++) {
            batch.vector[i] += radix * level(batch.words, batch.leftAt[i], batch.words, batch.rightAt[i]);
        }
    }

    private boolean generalOneOff(long left, long right) {
        if (left > 0 && right > 0 && Math.abs(PackedId.length(left) - PackedId.length(right)) > 1) {
            return false;
        }
        if (left < 0 && right < 0) {
            return oneOff.distance(dictionary, (int) left, (int) right) <= 1;
        }
        return oneOff.distance(text(left), text(right)) <= 1;
    }

    private String text(long word) {
        return word < 0 ? dictionary.text((int) word) : PackedId.text(word);
    }
}
