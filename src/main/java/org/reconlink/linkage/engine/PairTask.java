package org.reconlink.linkage.engine;

import java.util.ArrayList;
import java.util.List;
import org.reconlink.linkage.blocking.BlockCursor;
import org.reconlink.linkage.blocking.Candidates;
import org.reconlink.linkage.blocking.KeyedRows;

/**
 * A quarter million candidate pairs of one rule: some blocks, or some left rows of one large block.
 *
 * @param rule number of the key rule
 * @param from begin of the first block
 * @param to end of the last block
 * @param leftFrom first left row of each block
 * @param leftTo end of the left rows, if the block has as many
 * @param pairs in all
 */
@SuppressWarnings("ArrayRecordComponent")
record PairTask(int rule, int[] blocks, int from, int to, int leftFrom, int leftTo, int pairs) {
    /** The tape of twice as many would be one of the arrays that Java's collector gives whole regions of the heap. */
    private static final int ENOUGH = (1 << 18) - (1 << 6);

    static List<PairTask> of(Candidates candidates) {
        List<PairTask> tasks = new ArrayList<>();
        for (int partition = 0; partition < KeyedRows.PARTITIONS; partition++) {
            for (int rule = 0; rule < candidates.keyRules().size(); rule++) {
                cut(rule, candidates.blocks(rule, partition), candidates, tasks);
            }
        }
        return tasks;
    }

    private static void cut(int rule, int[] blocks, Candidates candidates, List<PairTask> tasks) {
        BlockCursor cursor = candidates.cursor(rule, blocks);
        int from = 0;
        long pairs = 0;
        while (cursor.next(blocks.length)) {
            long more = cursor.pairs();
            if (pairs > 0 && pairs + more > ENOUGH) {
                tasks.add(new PairTask(rule, blocks, from, cursor.head(), 0, Integer.MAX_VALUE, (int) pairs));
                from = cursor.head();
                pairs = 0;
            }
            pairs += more;
            if (more > ENOUGH) {
                slice(rule, blocks, cursor, tasks);
                from = cursor.end();
                pairs = 0;
            }
        }
        if (pairs > 0) {
            tasks.add(new PairTask(rule, blocks, from, blocks.length, 0, Integer.MAX_VALUE, (int) pairs));
        }
    }

    private static void slice(int rule, int[] blocks, BlockCursor cursor, List<PairTask> tasks) {
        int rows = Math.max(1, ENOUGH / cursor.rights());
        for (int left = 0; left < cursor.lefts(); left += rows) {
            int end = Math.min(cursor.lefts(), left + rows);
            int pairs = Math.toIntExact(cursor.pairs(left, end));
            tasks.add(new PairTask(rule, blocks, cursor.head(), cursor.end(), left, end, pairs));
        }
    }
}
