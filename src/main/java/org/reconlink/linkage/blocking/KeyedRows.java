package org.reconlink.linkage.blocking;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.record.Parallel;

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
            @Nullable KeyFilter filter,
            int threads,
            long[] keys) {
        if (rule.many()) {
            return scatterMany(side, mirror, rule, number, filter, threads);
        }
        int ranges = threads * RANGES_A_THREAD;
        int[][] counts = new int[ranges][PARTITIONS];
        Parallel.run(threads, ranges, thread -> range -> {
            int[] count = counts[range];
            int end = begin(side, range + 1, ranges);
            for (int row = begin(side, range, ranges); row < end; row++) {
                long key = side.key(rule, row);
                side.sign(row, number, key);
                if (mirror != null) {
                    mirror.sign(row, number, key);
                }
                if (filter != null && key != KeyRule.NO_KEY && !filter.mayHold(key)) {
                    key = KeyRule.NO_KEY;
                }
                keys[row] = key;
                if (key != KeyRule.NO_KEY) {
                    count[partition(key)]++;
                }
            }
        });
        int[] begins = toBegins(counts);
        long[] sortedKeys = new long[begins[PARTITIONS]];
        int[] sortedRows = new int[begins[PARTITIONS]];
        Parallel.run(threads, ranges, thread -> range -> {
            int[] next = counts[range];
            int end = begin(side, range + 1, ranges);
            for (int row = begin(side, range, ranges); row < end; row++) {
                if (keys[row] != KeyRule.NO_KEY) {
                    int at = next[partition(keys[row])]++;
                    sortedKeys[at] = keys[row];
                    sortedRows[at] = row;
                }
            }
        });
        return new KeyedRows(sortedKeys, sortedRows, begins);
    }

    /** The keys alone, in their partitions. */
    public static KeyedRows keysOf(Side side, KeyRule rule, @Nullable KeyFilter filter, int threads, long[] keys) {
        int ranges = threads * RANGES_A_THREAD;
        int[][] counts = new int[ranges][PARTITIONS];
        Parallel.run(threads, ranges, thread -> range -> {
            int end = begin(side, range + 1, ranges);
            for (int row = begin(side, range, ranges); row < end; row++) {
                long key = side.key(rule, row);
                keys[row] = key != KeyRule.NO_KEY && (filter == null || filter.mayHold(key)) ? key : KeyRule.NO_KEY;
                counts[range][partition(key)] += keys[row] == KeyRule.NO_KEY ? 0 : 1;
            }
        });
        int[] begins = toBegins(counts);
        long[] sortedKeys = new long[begins[PARTITIONS]];
        Parallel.run(threads, ranges, thread -> range -> {
            int end = begin(side, range + 1, ranges);
            for (int row = begin(side, range, ranges); row < end; row++) {
                if (keys[row] != KeyRule.NO_KEY) {
                    sortedKeys[counts[range][partition(keys[row])]++] = keys[row];
                }
            }
        });
        return new KeyedRows(sortedKeys, new int[0], begins);
    }

    /**
     * The same where a row may have several keys, made anew in each pass. All rows that have one are signed alike, since
     * one byte cannot say whether two sets have a value in common.
     */
    private static KeyedRows scatterMany(
            Side side, @Nullable Side mirror, KeyRule rule, int number, @Nullable KeyFilter filter, int threads) {
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
