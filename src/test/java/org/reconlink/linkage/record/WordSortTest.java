package org.reconlink.linkage.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.reconlink.linkage.record.ValueCounts.WordSort;

class WordSortTest {
    private static final int MANY = 1 << 14;

    @Test
    void wordsOfEverySignAreInOrder() {
        assertSorted(word -> word);
        assertSorted(word -> word & Long.MAX_VALUE);
        assertSorted(word -> word | Long.MIN_VALUE);
    }

    @Test
    void wordsThatHaveDigitsInCommonAreInOrder() {
        assertSorted(word -> word & 0xFFFF_0000_0000_00FFL);
        assertSorted(word -> 1L << 40 | (word & 7));
        assertSorted(word -> 42);
    }

    private static void assertSorted(LongUnaryOperator made) {
        long[] words = new Random(1).longs(MANY + 5).map(made).toArray();
        long[] expected = Arrays.copyOf(words, MANY);
        Arrays.sort(expected);
        assertThat(Arrays.copyOf(WordSort.sorted(words, MANY), MANY)).isEqualTo(expected);
    }
}
