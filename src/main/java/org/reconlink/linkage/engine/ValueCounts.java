package org.reconlink.linkage.engine;

import it.unimi.dsi.fastutil.longs.LongArrays;
import java.util.Arrays;

/**
 * Values of one column by word, with the number of rows that have each, in an order that does not depend on the order of
 * rows: sums over them are the same bits however rows are shuffled.
 */
public final class ValueCounts {
    private final ValueTally tally;
    private final long[] words;
    private final long[] counts;

    private ValueCounts(ValueTally tally, long[] words) {
        this.tally = tally;
        this.words = words;
        this.counts = Arrays.stream(words).map(tally::of).toArray();
    }

    static ValueCounts of(ValueTally tally, ContentOrder order) {
        long[] words = new long[tally.size()];
        int[] next = {0};
        tally.forEach((word, count) -> words[next[0]++] = word);
        LongArrays.quickSort(words, (left, right) -> order.compare(tally.column(), left, right));
        return new ValueCounts(tally, words);
    }

    /** Words of the values: texts in their order, then packed values. */
    public long[] words() {
        return words.clone();
    }

    /** Rows that have each value. */
    public long[] counts() {
        return counts.clone();
    }

    /** Rows that have any value. */
    public long total() {
        return tally.total();
    }

    /** Rows that have this one. */
    public long of(long word) {
        return tally.of(word);
    }
}
