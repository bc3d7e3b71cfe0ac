package org.reconlink.linkage.engine;

import java.util.Arrays;

/** Values of one column by word, ascending, with the number of rows that have each. */
public final class ValueCounts {
    private final long[] words;
    private final long[] counts;

    private ValueCounts(long[] words, long[] counts) {
        this.words = words;
        this.counts = counts;
    }

    static ValueCounts of(ValueTally tally) {
        long[] words = new long[tally.size()];
        int[] next = {0};
        tally.forEach((word, count) -> words[next[0]++] = word);
        Arrays.sort(words);
        long[] counts = new long[words.length];
        tally.forEach((word, count) -> counts[Arrays.binarySearch(words, word)] = count);
        return new ValueCounts(words, counts);
    }

    /** Words of the values. */
    public long[] words() {
        return words.clone();
    }

    /** Rows that have each value. */
    public long[] counts() {
        return counts.clone();
    }

    /** Rows that have any value. */
    public long total() {
        return Arrays.stream(counts).sum();
    }

    /** Rows that have this one. */
    public long of(long word) {
        int at = Arrays.binarySearch(words, word);
        return at < 0 ? 0 : counts[at];
    }
}
