package org.reconlink.linkage.engine;

import java.util.Arrays;
import java.util.List;
import org.reconlink.linkage.blocking.Blocker;
import org.reconlink.linkage.blocking.BlockingRule;
import org.reconlink.linkage.blocking.Grouping;
import org.reconlink.linkage.blocking.KeyFilter;
import org.reconlink.linkage.blocking.KeyRule;
import org.reconlink.linkage.blocking.KeyedRows;
import org.reconlink.linkage.blocking.Side;
import org.reconlink.linkage.record.PackedTable;
import org.reconlink.linkage.record.Parallel;

/**
 * Counts the pairs of rules by their keys alone: no row is kept, and no table is signed. Rules of which a row may have
 * several keys, and those that ask different things of the two rows of one table, are blocked and counted.
 */
final class PairNumbers {
    private final PackedTable left;
    private final PackedTable right;
    private final List<BlockingRule> rules;
    private final int threads;
    private final long keyMask;
    private final long[] keys;

    PairNumbers(PackedTable left, PackedTable right, List<BlockingRule> rules, int threads, long keyMask) {
        this.left = left;
        this.right = right;
        this.rules = rules;
        this.threads = threads;
        this.keyMask = keyMask;
        keys = new long[Math.max(left.rows(), right.rows())];
    }

    long[] byRule() {
        long[] pairs = new long[rules.size()];
        Arrays.setAll(pairs, rule -> of(rules.get(rule)));
        return pairs;
    }

    private long of(BlockingRule asked) {
        KeyRule rule = new KeyRule(asked, 0, left.columns(), keyMask);
        if (rule.many() || (left == right && !rule.symmetric())) {
            return new Blocker(left, right, List.of(asked), threads, keyMask)
                    .candidates()
                    .pairsByRule()[0];
        }
        boolean within = left == right;
        boolean smallIsLeft = left.rows() <= right.rows();
        Side lefts = new Side(left, true, 0);
        Side rights = within ? lefts : new Side(right, false, 0);
        KeyedRows smalls = KeyedRows.keysOf(smallIsLeft ? lefts : rights, rule, null, threads, keys);
        Side large = smallIsLeft ? rights : lefts;
        KeyedRows larges =
                within ? smalls : KeyedRows.keysOf(large, rule, KeyFilter.of(smalls, large, threads), threads, keys);
        long[] pairs = new long[KeyedRows.PARTITIONS];
        Parallel.run(threads, pairs.length, thread -> {
            Grouping grouping = new Grouping(false);
            return partition -> pairs[partition] =
                    within ? grouping.pairsWithin(smalls, partition) : grouping.pairs(smalls, larges, partition);
        });
        return Arrays.stream(pairs).sum();
    }
}
