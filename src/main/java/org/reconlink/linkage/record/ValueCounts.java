package org.reconlink.linkage.record;

import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrays;
import java.util.Arrays;

/**
 * Values of one column by word, with the number of rows that have each, in an order that does not depend on the order of
 * rows: sums over them are the same bits however rows are shuffled.
 */
public final class ValueCounts {
    private final long[] words;
    private final long[] counts;
    /** Place of each text by its code; of codes behind the end there is none. */
    private final int[] placeOfCode;

    private final int texts;
    private final long total;

    private ValueCounts(long[] words, long[] counts, int texts, int codes) {
        this.words = words;
        this.counts = counts;
        this.texts = texts;
        placeOfCode = new int[codes];
        Arrays.fill(placeOfCode, -1);
        for (int i = 0; i < texts; i++) {
            placeOfCode[(int) words[i]] = i;
        }
        total = Arrays.stream(counts).sum();
    }

    /**
     * Those that were counted elsewhere.
     *
     * @param words of the values, each once, in any order
     * @param counts of the rows that have each
     */
    public static ValueCounts of(PackedColumns columns, int column, long[] words, long[] counts) {
        boolean coded = columns.kind(column) != ColumnKind.NUMBER;
        int[] rowsOfCode = new int[coded ? columns.dictionary().size() : 0];
        Long2LongOpenHashMap rowsOf = new Long2LongOpenHashMap();
        int codes = 0;
        for (int i = 0; i < words.length; i++) {
            if (coded && words[i] < 0) {
                rowsOfCode[(int) words[i]] = Math.toIntExact(counts[i]);
                codes = Math.max(codes, (int) words[i] + 1);
            } else {
                rowsOf.put(words[i], counts[i]);
            }
        }
        int[] texts = byContent(rowsOfCode, codes, columns.dictionary());
        long[] packed = rowsOf.keySet().toLongArray();
        Arrays.sort(packed);
        long[] all = new long[words.length];
        long[] rows = new long[words.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = i < texts.length ? Long.MIN_VALUE | texts[i] : packed[i - texts.length];
            rows[i] = i < texts.length ? rowsOfCode[texts[i]] : rowsOf.get(all[i]);
        }
        return new ValueCounts(all, rows, texts.length, codes);
    }

    static ValueCounts of(PackedTable table, int column) {
        ColumnKind kind = table.columns().kind(column);
        boolean coded = kind != ColumnKind.NUMBER;
        int[] rowsOfCode = new int[coded ? table.columns().dictionary().size() : 0];
        boolean textsOnly = kind == ColumnKind.NAME || kind == ColumnKind.CATEGORY;
        long[] found = new long[textsOnly ? 0 : table.rows()];
        int present = 0;
        int codes = 0;
        for (int row = 0; row < table.rows(); row++) {
            long word = table.word(row, column);
            if (coded && word < 0) {
                rowsOfCode[(int) word]++;
                codes = Math.max(codes, (int) word + 1);
            } else if (word != 0) {
                found[present++] = word;
            }
        }
        int[] texts = byContent(rowsOfCode, codes, table.columns().dictionary());
        long[] packed = WordSort.sorted(found, present);
        int distinct = 0;
        for (int i = 0; i < present; i++) {
            distinct += i == 0 || packed[i] != packed[i - 1] ? 1 : 0;
        }
        long[] words = new long[texts.length + distinct];
        long[] counts = new long[words.length];
        for (int i = 0; i < texts.length; i++) {
            words[i] = Long.MIN_VALUE | texts[i];
            counts[i] = rowsOfCode[texts[i]];
        }
        int at = texts.length - 1;
        for (int i = 0; i < present; i++) {
            at += i == 0 || packed[i] != packed[i - 1] ? 1 : 0;
            words[at] = packed[i];
            counts[at]++;
        }
        return new ValueCounts(words, counts, texts.length, codes);
    }

    /** Codes that occur, in the order of their texts. */
    private static int[] byContent(int[] rowsOfCode, int codes, Dictionary dictionary) {
        int[] occurring = new int[codes];
        int count = 0;
        boolean plain = true;
        for (int code = 1; code < codes; code++) {
            if (rowsOfCode[code] > 0) {
                occurring[count++] = code;
                plain &= dictionary.plain(code);
            }
        }
        int[] order = Arrays.copyOf(occurring, count);
        if (!plain) {
            IntArrays.quickSort(order, (a, b) -> dictionary.text(a).compareTo(dictionary.text(b)));
            return order;
        }
        long[] heads = new long[codes];
        for (int code : order) {
            heads[code] = Long.reverseBytes(dictionary.first(code));
        }
        LongArrays.radixSortIndirect(order, heads, false);
        for (int begin = 0, i = 1; i <= count; i++) {
            if (i == count || heads[order[i]] != heads[order[begin]]) {
                if (i - begin > 1) {
                    IntArrays.quickSort(
                            order, begin, i, (a, b) -> dictionary.text(a).compareTo(dictionary.text(b)));
                }
                begin = i;
            }
        }
        return order;
    }

    /** Words of the values: texts in their order, then packed values. Not to be changed. */
    public long[] words() {
        return words;
    }

    /** Rows that have each value. Not to be changed. */
    public long[] counts() {
        return counts;
    }

    /** Rows that have any value. */
    public long total() {
        return total;
    }

    /** Rows that have this one. */
    public long of(long word) {
        int place = place(word);
        return place < 0 ? 0 : counts[place];
    }

    /** Rows that have each of another column's {@link #words}, in one go along both. */
    public long[] ofEach(long[] others) {
        long[] found = new long[others.length];
        int at = texts;
        for (int i = 0; i < others.length; i++) {
            if (texts > 0 && others[i] < 0) {
                found[i] = of(others[i]);
                continue;
            }
            while (at < words.length && words[at] < others[i]) {
                at++;
            }
            found[i] = at < words.length && words[at] == others[i] ? counts[at] : 0;
        }
        return found;
    }

    /** The place of a value among {@link #words}; negative if no row has it. */
    public int place(long word) {
        if (texts > 0 && word < 0) {
            int code = (int) word;
            return code < placeOfCode.length ? placeOfCode[code] : -1;
        }
        return Arrays.binarySearch(words, texts, words.length, word);
    }

    /**
     * Sorts words by their digits of eleven bits, the lowest first, and passes over digits that all words have in common: of a
     * million identifiers in a quarter of the time that comparing them takes before it is compiled well.
     */
    static final class WordSort {
        private static final int BITS = 11;
        private static final int DIGITS = (Long.SIZE + BITS - 1) / BITS;
        private static final int MASK = (1 << BITS) - 1;
        /** Fewer are compared. */
        private static final int MANY = 1 << 13;

        private WordSort() {}

        /**
         * The first words in ascending order, in the same array or in another.
         *
         * @param words are not what they were afterwards
         */
        static long[] sorted(long[] words, int size) {
            if (size < MANY) {
                Arrays.sort(words, 0, size);
                return words;
            }
            int[][] next = new int[DIGITS][1 << BITS];
            for (int i = 0; i < size; i++) {
                long word = words[i] ^ Long.MIN_VALUE;
                for (int[] digit : next) {
                    digit[(int) word & MASK]++;
                    word >>>= BITS;
                }
            }
            long[] from = words;
            long[] to = new long[size];
            for (int digit = 0; digit < DIGITS; digit++) {
                int shift = digit * BITS;
                if (next[digit][place(from[0], shift)] < size) {
                    toBegins(next[digit]);
                    for (int i = 0; i < size; i++) {
                        to[next[digit][place(from[i], shift)]++] = from[i];
                    }
                    long[] sorted = to;
                    to = from;
                    from = sorted;
                }
            }
            return from;
        }

        private static int place(long word, int shift) {
            return (int) ((word ^ Long.MIN_VALUE) >>> shift) & MASK;
        }

        private static void toBegins(int[] counts) {
            int at = 0;
            for (int i = 0; i < counts.length; i++) {
                int count = counts[i];
                counts[i] = at;
                at += count;
            }
        }
    }
}
