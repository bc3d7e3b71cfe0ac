package org.reconlink.linkage.blocking;

import java.util.ArrayList;
import java.util.List;
import org.reconlink.linkage.record.PackedTable;
import org.reconlink.linkage.record.Parallel;

/** Finds the blocks of all rules, one rule after the other, each in parallel. */
public final class Blocker {
    private final PackedTable left;
    private final PackedTable right;
    private final boolean within;
    private final List<BlockingRule> rules;
    private final int threads;
    private final List<KeyRule> keyRules = new ArrayList<>();

    /** A rule that asks different things of the two rows of one table is also asked the other way round. */
    public Blocker(PackedTable left, PackedTable right, List<BlockingRule> rules, int threads, long keyMask) {
        this.left = left;
        this.right = right;
        this.within = left == right;
        this.rules = rules;
        this.threads = threads;
        for (int i = 0; i < rules.size(); i++) {
            keyRules.add(new KeyRule(rules.get(i), i, left.columns(), keyMask));
            if (within && !rules.get(i).symmetric()) {
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
                blocksWithin(lefts, rights, rule, keys, blocks[rule]);
            } else {
                blocksBetween(lefts, rights, rule, keys, blocks[rule]);
            }
        }
        return new Candidates(rules, List.copyOf(keyRules), lefts, rights, within, blocks, threads);
    }

    private void blocksBetween(Side lefts, Side rights, int number, long[] keys, int[][] blocks) {
        KeyRule rule = keyRules.get(number);
        boolean smallIsLeft = left.rows() <= right.rows();
        Side small = smallIsLeft ? lefts : rights;
        Side large = smallIsLeft ? rights : lefts;
        KeyedRows smalls = KeyedRows.scatter(small, null, rule, number, null, threads, keys);
        KeyFilter filter = KeyFilter.of(smalls, large, threads);
        KeyedRows larges = KeyedRows.scatter(large, null, rule, number, filter, threads, keys);
        Parallel.run(threads, KeyedRows.PARTITIONS, thread -> {
            Grouping grouping = new Grouping(rule.many());
            return partition -> blocks[partition] = grouping.blocks(smalls, larges, partition, smallIsLeft);
        });
    }

    private void blocksWithin(Side lefts, Side rights, int number, long[] keys, int[][] blocks) {
        KeyedRows rows = KeyedRows.scatter(lefts, rights, keyRules.get(number), number, null, threads, keys);
        Parallel.run(threads, KeyedRows.PARTITIONS, thread -> {
            Grouping grouping = new Grouping(keyRules.get(number).many());
            return partition -> blocks[partition] = grouping.blocksWithin(rows, partition);
        });
    }
}
