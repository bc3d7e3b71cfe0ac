package org.reconlink.linkage.blocking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.blocking.Candidates.KeyedRows;
import org.reconlink.linkage.record.PackedTable;
import org.reconlink.linkage.record.Parallel;

/** Finds the blocks of all rules, one rule after the other, each in parallel. */
public final class Blocker {
    private static final int[] NO_BLOCKS = {};
    private static final KeyChoice NO_KEYS = key -> false;

    private final PackedTable left;
    private final PackedTable right;
    private final boolean within;
    private final List<BlockingRule> rules;
    private final int threads;
    private final List<KeyRule> keyRules = new ArrayList<>();

    /** A rule that asks different things of the two rows of one table is also asked the other way round. */
    public Blocker(PackedTable left, PackedTable right, List<BlockingRule> rules, int threads, long keyMask) {
        this(left, right, left == right, rules, threads, keyMask);
    }

    /** @param oneTable whether the rows are of one table, also if each side has others of it */
    public Blocker(
            PackedTable left,
            PackedTable right,
            boolean oneTable,
            List<BlockingRule> rules,
            int threads,
            long keyMask) {
        this.left = left;
        this.right = right;
        this.within = left == right;
        this.rules = rules;
        this.threads = threads;
        for (int i = 0; i < rules.size(); i++) {
            keyRules.add(new KeyRule(rules.get(i), i, left.columns(), keyMask));
            if (oneTable && !rules.get(i).symmetric()) {
                keyRules.add(new KeyRule(rules.get(i).mirrored(), i, left.columns(), keyMask));
            }
        }
    }

    /** The rules at work on rows that were not blocked. */
    public RowRules rowRules() {
        return new RowRules(left, right, keyRules, rules.size());
    }

    public Candidates candidates() {
        Side lefts = new Side(left, true, keyRules.size());
        Side rights = new Side(right, false, keyRules.size());
        long[] keys = new long[Math.max(left.rows(), right.rows())];
        int[][][] blocks = new int[keyRules.size()][KeyedRows.PARTITIONS][];
        for (int rule = 0; rule < blocks.length; rule++) {
            if (within && keyRules.get(rule).symmetric()) {
                blocksWithin(lefts, rights, rule, null, keys, blocks[rule]);
            } else {
                blocksBetween(lefts, rights, rule, null, keys, blocks[rule]);
            }
        }
        return new Candidates(rules, List.copyOf(keyRules), lefts, rights, within, blocks, threads);
    }

    /**
     * The same of one key rule alone, where only some keys' blocks are wanted; a pair that an earlier rule brings is told as ever.
     *
     * @param number of the key rule
     */
    public Candidates candidates(int number, KeyChoice chosen) {
        Side lefts = new Side(left, true, keyRules.size());
        Side rights = new Side(right, false, keyRules.size());
        long[] keys = new long[Math.max(left.rows(), right.rows())];
        int[][][] blocks = new int[keyRules.size()][KeyedRows.PARTITIONS][];
        for (int rule = 0; rule < blocks.length; rule++) {
            Arrays.fill(blocks[rule], NO_BLOCKS);
            if (rule < number) {
                boolean same = within && keyRules.get(rule).symmetric();
                KeyedRows.scatter(lefts, same ? rights : null, keyRules.get(rule), rule, NO_KEYS, threads, keys);
                if (!same) {
                    KeyedRows.scatter(rights, null, keyRules.get(rule), rule, NO_KEYS, threads, keys);
                }
            }
        }
        if (within && keyRules.get(number).symmetric()) {
            blocksWithin(lefts, rights, number, chosen, keys, blocks[number]);
        } else {
            blocksBetween(lefts, rights, number, chosen, keys, blocks[number]);
        }
        return new Candidates(rules, List.copyOf(keyRules), lefts, rights, within, blocks, threads);
    }

    /** The rules with their keys, those that are asked the other way round behind each. */
    public List<KeyRule> keyRules() {
        return List.copyOf(keyRules);
    }

    private void blocksBetween(
            Side lefts, Side rights, int number, @Nullable KeyChoice chosen, long[] keys, int[][] blocks) {
        KeyRule rule = keyRules.get(number);
        boolean smallIsLeft = left.rows() <= right.rows();
        Side small = smallIsLeft ? lefts : rights;
        Side large = smallIsLeft ? rights : lefts;
        KeyedRows smalls = KeyedRows.scatter(small, null, rule, number, chosen, threads, keys);
        KeyFilter filter = KeyFilter.of(smalls, large, threads);
        KeyedRows larges = KeyedRows.scatter(large, null, rule, number, filter, threads, keys);
        Parallel.run(threads, KeyedRows.PARTITIONS, thread -> {
            Grouping grouping = new Grouping(rule.many());
            return partition -> blocks[partition] = grouping.blocks(smalls, larges, partition, smallIsLeft);
        });
    }

    private void blocksWithin(
            Side lefts, Side rights, int number, @Nullable KeyChoice chosen, long[] keys, int[][] blocks) {
        KeyedRows rows = KeyedRows.scatter(lefts, rights, keyRules.get(number), number, chosen, threads, keys);
        Parallel.run(threads, KeyedRows.PARTITIONS, thread -> {
            Grouping grouping = new Grouping(keyRules.get(number).many());
            return partition -> blocks[partition] = grouping.blocksWithin(rows, partition);
        });
    }

    /** Some keys of all. */
    @FunctionalInterface
    public interface KeyChoice {
        /** Whether a key may be one of them; that it is none is certain. */
        boolean mayHold(long key);

        /** Leaves only those of some rows' keys that may be held. */
        default void leave(int from, int to, long[] keys) {
            for (int row = from; row < to; row++) {
                if (!mayHold(keys[row])) {
                    keys[row] = KeyRule.NO_KEY;
                }
            }
        }
    }

    /**
     * A Bloom filter of the keys of the smaller side, two bits a key in one of at least a quarter word a key: the larger
     * side's rows are mostly dropped before they are moved. A part for each partition, so that threads never share a word.
     */
    public static final class KeyFilter implements KeyChoice {
        private static final int KEYS_A_WORD = 4;
        private static final int MUCH_LARGER = 2;

        private final int wordMask;
        private final int partBits;
        private final long[] bits;

        /** One of these keys, if the other side has so many more rows that leaving some out is worth asking for each. */
        public static @Nullable KeyFilter of(KeyedRows keyed, Side other, int threads) {
            return other.rows() / MUCH_LARGER >= keyed.keys().length ? new KeyFilter(keyed, threads) : null;
        }

        private KeyFilter(KeyedRows keyed, int threads) {
            int words = Integer.highestOneBit(Math.max(1, keyed.largestPartition() / KEYS_A_WORD)) * 2;
            this.wordMask = words - 1;
            this.partBits = Integer.numberOfTrailingZeros(words);
            this.bits = new long[words * KeyedRows.PARTITIONS];
            Parallel.run(threads, KeyedRows.PARTITIONS, thread -> partition -> {
                for (int i = keyed.begins()[partition]; i < keyed.begins()[partition + 1]; i++) {
                    bits[word(keyed.keys()[i])] |= pattern(keyed.keys()[i]);
                }
            });
        }

        @Override
        public boolean mayHold(long key) {
            long pattern = pattern(key);
            return (bits[word(key)] & pattern) == pattern;
        }

        private int word(long key) {
            return (KeyedRows.partition(key) << partBits) | ((int) (key >>> 20) & wordMask);
        }

        private static long pattern(long key) {
            return 1L << key | 1L << (key >>> 6);
        }
    }

    /** Which blocking rules hold of any two rows, whether or not they were blocked. For one thread. */
    public static final class RowRules {
        private final PackedTable left;
        private final PackedTable right;
        private final List<KeyRule> keyRules;
        private final int rules;
        private final long[] words;

        RowRules(PackedTable left, PackedTable right, List<KeyRule> keyRules, int rules) {
            this.left = left;
            this.right = right;
            this.keyRules = keyRules;
            this.rules = rules;
            words = new long[2 * left.columns().size()];
        }

        /** Whether each rule holds; in one table also if it does the other way round. */
        public boolean[] of(int leftRow, int rightRow) {
            int columns = left.columns().size();
            left.copyRow(leftRow, words, 0);
            right.copyRow(rightRow, words, columns);
            boolean[] holds = new boolean[rules];
            for (KeyRule rule : keyRules) {
                holds[rule.origin()] |= rule.holds(words, 0, columns);
            }
            return holds;
        }
    }

    /** A blocking rule brings more pairs than the budget allows. */
    public static final class QuadraticBlockException extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        /** @param message a line for each such rule */
        public QuadraticBlockException(String message) {
            super(message);
        }
    }
}
