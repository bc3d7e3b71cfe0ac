package org.reconlink.linkage.blocking;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.blocking.Blocker.KeyChoice;
import org.reconlink.linkage.blocking.Blocker.QuadraticBlockException;
import org.reconlink.linkage.record.PackedTable;
import org.reconlink.linkage.record.Parallel;

/** Blocks of candidate pairs of all rules, before anything is compared. */
public final class Candidates {
    private static final int LARGEST = 5;

    private final List<BlockingRule> rules;
    private final List<KeyRule> keyRules;
    private final Side left;
    private final Side right;
    private final boolean within;
    private final int[][][] blocks;
    private final long[] pairs;

    Candidates(
            List<BlockingRule> rules,
            List<KeyRule> keyRules,
            Side left,
            Side right,
            boolean within,
            int[][][] blocks,
            int threads) {
        this.rules = rules;
        this.keyRules = keyRules;
        this.left = left;
        this.right = right;
        this.within = within;
        this.blocks = blocks;
        long[][] counts = new long[keyRules.size()][KeyedRows.PARTITIONS];
        Parallel.run(
                threads,
                keyRules.size() * KeyedRows.PARTITIONS,
                thread -> task -> counts[task / KeyedRows.PARTITIONS][task % KeyedRows.PARTITIONS] = pairs(
                        task / KeyedRows.PARTITIONS, blocks[task / KeyedRows.PARTITIONS][task % KeyedRows.PARTITIONS]));
        this.pairs = new long[rules.size()];
        for (int rule = 0; rule < counts.length; rule++) {
            pairs[keyRules.get(rule).origin()] += Arrays.stream(counts[rule]).sum();
        }
    }

    /**
     * Pairs that each rule brings, those of other rules included; of a rule on sets, a pair once for each value in common.
     */
    public long[] pairsByRule() {
        return pairs.clone();
    }

    /** Whether a rule, by its place, holds of two rows; in one table also if it holds of them the other way round. */
    public boolean holds(int rule, int leftRow, int rightRow) {
        PackedTable lefts = left.table();
        PackedTable rights = right.table();
        int columns = lefts.columns().size();
        long[] words = new long[2 * columns];
        lefts.copyRow(leftRow, words, 0);
        rights.copyRow(rightRow, words, columns);
        return keyRules.stream().anyMatch(each -> each.origin() == rule && each.holds(words, 0, columns));
    }

    public List<KeyRule> keyRules() {
        return keyRules;
    }

    public List<BlockingRule> rules() {
        return rules;
    }

    public Side left() {
        return left;
    }

    public Side right() {
        return right;
    }

    boolean within() {
        return within;
    }

    public int[] blocks(int rule, int partition) {
        return blocks[rule][partition];
    }

    public BlockCursor cursor(int rule, int[] of) {
        return cursor(rule, of, 0);
    }

    public BlockCursor cursor(int rule, int[] of, int from) {
        return new BlockCursor(of, from, within, keyRules.get(rule).many());
    }

    /**
     * Holds every rule to the budget.
     *
     * @throws QuadraticBlockException if a rule brings more pairs
     */
    public void check(long budget) {
        check(rules, pairs, budget, this::largestBlocks);
    }

    /**
     * The same of pairs that were counted elsewhere.
     *
     * @param largestBlocks of a rule by its place, the rows of both sides of each, the largest block first
     * @throws QuadraticBlockException if a rule brings more pairs
     */
    public static void check(
            List<BlockingRule> rules, long[] pairs, long budget, IntFunction<List<long[]>> largestBlocks) {
        List<String> problems = new ArrayList<>();
        for (int rule = 0; rule < pairs.length; rule++) {
            if (pairs[rule] > budget) {
                problems.add(String.format(
                        Locale.ROOT,
                        "blocking rule %s brings %,d pairs, and the budget is %,d; its largest blocks have %s rows: "
                                + "add a column to it, or leave its commonest values out",
                        rules.get(rule).name(),
                        pairs[rule],
                        budget,
                        largestBlocks.apply(rule).stream()
                                .limit(LARGEST)
                                .map(size -> String.format(Locale.ROOT, "%,d x %,d", size[0], size[1]))
                                .collect(Collectors.joining(", "))));
            }
        }
        if (!problems.isEmpty()) {
            throw new QuadraticBlockException(String.join("\n", problems));
        }
    }

    private List<long[]> largestBlocks(int origin) {
        List<long[]> largest = new ArrayList<>();
        Comparator<long[]> order = Comparator.comparingLong((long[] size) -> size[0] * size[1])
                .reversed()
                .thenComparing(
                        Comparator.comparingLong((long[] size) -> size[0]).reversed());
        IntStream.range(0, keyRules.size())
                .filter(rule -> keyRules.get(rule).origin() == origin)
                .forEach(rule -> Arrays.stream(blocks[rule]).forEach(partition -> {
                    BlockCursor cursor = cursor(rule, partition);
                    while (cursor.next(partition.length)) {
                        largest.add(new long[] {cursor.lefts(), cursor.rights()});
                        if (largest.size() > LARGEST) {
                            largest.sort(order);
                            largest.remove(LARGEST);
                        }
                    }
                }));
        largest.sort(order);
        return largest;
    }

    private long pairs(int rule, int[] partition) {
        BlockCursor cursor = cursor(rule, partition);
        long sum = 0;
        while (cursor.next(partition.length)) {
            sum += cursor.pairs();
        }
        return sum;
    }

    /**
     * Rows of a side with their keys, sorted into partitions by the first byte of the key, ascending within each.
     *
     * @param begins where each partition begins, and at the end where the last one ends
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record KeyedRows(long[] keys, int[] rows, int[] begins) {
        public static final int PARTITIONS = 256;

        private static final int PARTITION_SHIFT = 56;
        private static final int RANGES_A_THREAD = 4;
        /** Rows that a loop takes at once: keys stay near, and a method called often is compiled sooner than one loop that is long. */
        private static final int STRETCH = 1 << 10;

        static int partition(long key) {
            return (int) (key >>> PARTITION_SHIFT);
        }

        /**
         * Two passes over ranges of rows, counting and then placing, so that the result does not depend on threads.
         *
         * @param mirror signed with the same keys, if the other side of a table linked to itself
         * @param filter of keys that the other side has; others are left out
         * @param keys of all rows, room for them
         */
        static KeyedRows scatter(
                Side side,
                @Nullable Side mirror,
                KeyRule rule,
                int number,
                @Nullable KeyChoice filter,
                int threads,
                long[] keys) {
            if (rule.many()) {
                return scatterMany(side, mirror, rule, number, filter, threads);
            }
            int ranges = threads * RANGES_A_THREAD;
            int[][] counts = new int[ranges][PARTITIONS];
            Parallel.run(threads, ranges, thread -> range -> {
                int end = begin(side, range + 1, ranges);
                for (int from = begin(side, range, ranges); from < end; from += STRETCH) {
                    int to = Math.min(end, from + STRETCH);
                    side.keys(rule, from, to, keys);
                    side.sign(from, to, number, keys);
                    if (mirror != null) {
                        mirror.sign(from, to, number, keys);
                    }
                    if (filter != null) {
                        filter.leave(from, to, keys);
                    }
                    count(from, to, keys, counts[range]);
                }
            });
            int[] begins = toBegins(counts);
            long[] sortedKeys = new long[begins[PARTITIONS]];
            int[] sortedRows = new int[begins[PARTITIONS]];
            Parallel.run(threads, ranges, thread -> range -> {
                int end = begin(side, range + 1, ranges);
                for (int from = begin(side, range, ranges); from < end; from += STRETCH) {
                    place(from, Math.min(end, from + STRETCH), keys, counts[range], sortedKeys, sortedRows);
                }
            });
            return new KeyedRows(sortedKeys, sortedRows, begins);
        }

        private static void count(int from, int to, long[] keys, int[] counts) {
            for (int row = from; row < to; row++) {
                long key = keys[row];
                if (key != KeyRule.NO_KEY) {
                    counts[partition(key)]++;
                }
            }
        }

        private static void place(int from, int to, long[] keys, int[] next, long[] sortedKeys, int[] sortedRows) {
            for (int row = from; row < to; row++) {
                long key = keys[row];
                if (key != KeyRule.NO_KEY) {
                    int at = next[partition(key)]++;
                    sortedKeys[at] = key;
                    sortedRows[at] = row;
                }
            }
        }

        private static void place(int from, int to, long[] keys, int[] next, long[] sortedKeys) {
            for (int row = from; row < to; row++) {
                long key = keys[row];
                if (key != KeyRule.NO_KEY) {
                    sortedKeys[next[partition(key)]++] = key;
                }
            }
        }

        /** The keys alone, in their partitions. */
        public static KeyedRows keysOf(Side side, KeyRule rule, @Nullable KeyChoice filter, int threads, long[] keys) {
            int ranges = threads * RANGES_A_THREAD;
            int[][] counts = new int[ranges][PARTITIONS];
            Parallel.run(threads, ranges, thread -> range -> {
                int end = begin(side, range + 1, ranges);
                for (int from = begin(side, range, ranges); from < end; from += STRETCH) {
                    int to = Math.min(end, from + STRETCH);
                    side.keys(rule, from, to, keys);
                    if (filter != null) {
                        filter.leave(from, to, keys);
                    }
                    count(from, to, keys, counts[range]);
                }
            });
            int[] begins = toBegins(counts);
            long[] sortedKeys = new long[begins[PARTITIONS]];
            Parallel.run(threads, ranges, thread -> range -> {
                int end = begin(side, range + 1, ranges);
                for (int from = begin(side, range, ranges); from < end; from += STRETCH) {
                    place(from, Math.min(end, from + STRETCH), keys, counts[range], sortedKeys);
                }
            });
            return new KeyedRows(sortedKeys, new int[0], begins);
        }

        /**
         * The same where a row may have several keys, made anew in each pass. All rows that have one are signed alike, since
         * one byte cannot say whether two sets have a value in common.
         */
        private static KeyedRows scatterMany(
                Side side, @Nullable Side mirror, KeyRule rule, int number, @Nullable KeyChoice filter, int threads) {
            int ranges = threads * RANGES_A_THREAD;
            int[][] counts = new int[ranges][PARTITIONS];
            Parallel.run(threads, ranges, thread -> range -> {
                LongArrayList keys = new LongArrayList();
                for (int row = begin(side, range, ranges); row < begin(side, range + 1, ranges); row++) {
                    side.keys(rule, row, keys);
                    side.sign(row, number, keys.isEmpty() ? KeyRule.NO_KEY : 1);
                    if (mirror != null) {
                        mirror.sign(row, number, keys.isEmpty() ? KeyRule.NO_KEY : 1);
                    }
                    keys.forEach(key -> counts[range][partition(key)] += filter == null || filter.mayHold(key) ? 1 : 0);
                }
            });
            int[] begins = toBegins(counts);
            long[] sortedKeys = new long[begins[PARTITIONS]];
            int[] sortedRows = new int[begins[PARTITIONS]];
            Parallel.run(threads, ranges, thread -> range -> {
                LongArrayList keys = new LongArrayList();
                for (int row = begin(side, range, ranges); row < begin(side, range + 1, ranges); row++) {
                    side.keys(rule, row, keys);
                    for (int i = 0; i < keys.size(); i++) {
                        long key = keys.getLong(i);
                        if (filter == null || filter.mayHold(key)) {
                            int at = counts[range][partition(key)]++;
                            sortedKeys[at] = key;
                            sortedRows[at] = row;
                        }
                    }
                }
            });
            return new KeyedRows(sortedKeys, sortedRows, begins);
        }

        /** Turns each range's counts into where it begins to write, partition after partition. */
        private static int[] toBegins(int[][] counts) {
            int[] begins = new int[PARTITIONS + 1];
            int at = 0;
            for (int partition = 0; partition < PARTITIONS; partition++) {
                begins[partition] = at;
                for (int[] range : counts) {
                    int count = range[partition];
                    range[partition] = at;
                    at = Math.addExact(at, count);
                }
            }
            begins[PARTITIONS] = at;
            return begins;
        }

        int largestPartition() {
            return IntStream.range(0, PARTITIONS)
                    .map(partition -> begins[partition + 1] - begins[partition])
                    .max()
                    .orElse(0);
        }

        private static int begin(Side side, int range, int ranges) {
            return (int) ((long) side.rows() * range / ranges);
        }
    }
}
