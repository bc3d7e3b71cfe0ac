package org.reconlink.linkage.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.reconlink.linkage.blocking.BlockCursor;
import org.reconlink.linkage.blocking.Candidates;
import org.reconlink.linkage.blocking.Candidates.KeyedRows;
import org.reconlink.linkage.blocking.KeyRule;
import org.reconlink.linkage.blocking.Side;
import org.reconlink.linkage.comparison.PairKernel.PairBatch;

/**
 * Streams the pairs of tasks through batches, each pair under the first rule that holds of it; one thread's.
 *
 * <p>The words of a block's rows are copied side by side first, since a row is read once for each of its pairs. Long for
 * a reason that was measured: the loop over right rows handles forty million pairs a run, and every call or test more
 * than the one on signatures shows in seconds.
 */
final class PairStream {
    private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;
    /** Copied words beyond which a batch ends with its block, so that they stay in the second cache. */
    private static final int FULL = 1 << 14;

    private final Candidates candidates;
    private final KeyRule[] rules;
    private final BiConsumer<PairBatch, PairTask> end;
    private final PairBatch batch = new PairBatch();
    private final int columns;
    private final int stride;
    private int filled;

    /** @param end takes each full batch, and the last one of a task */
    PairStream(Candidates candidates, BiConsumer<PairBatch, PairTask> end) {
        this.candidates = candidates;
        this.end = end;
        this.columns = candidates.left().table().columns().size();
        this.rules = candidates.keyRules().toArray(KeyRule[]::new);
        this.stride = columns + (rules.length + Side.RULES_A_WORD - 1) / Side.RULES_A_WORD;
    }

    void run(PairTask task) {
        BlockCursor block = candidates.cursor(task.rule(), task.blocks(), task.from());
        int tape = 0;
        while (block.next(task.to())) {
            tape = stream(task, block, tape);
            if (filled > FULL) {
                flush(task);
                filled = 0;
            }
        }
        flush(task);
        filled = 0;
    }

    private int stream(PairTask task, BlockCursor block, int tapeFrom) {
        int leftTo = Math.min(block.lefts(), task.leftTo());
        int leftsAt = filled;
        copyRows(candidates.left(), block, true, task.leftFrom(), leftTo);
        int rightsAt = filled;
        copyRows(candidates.right(), block, false, 0, block.rights());
        boolean verified = verified(task, leftsAt, leftTo - task.leftFrom(), rightsAt, block.rights());
        int rule = task.rule();
        int word = columns + rule / Side.RULES_A_WORD;
        long earlier = earlierInWord(rule);
        int tape = tapeFrom;
        for (int left = task.leftFrom(); left < leftTo; left++) {
            int leftAt = leftsAt + (left - task.leftFrom()) * stride;
            int leftRow = block.left(left);
            long signature = batch.words[leftAt + word];
            int rights = block.rights();
            for (int right = block.firstRight(left); right < rights; right++, tape++) {
                int rightAt = rightsAt + right * stride;
                long equal = equalBytes(signature ^ batch.words[rightAt + word]) & earlier;
                for (int before = columns; before < word; before++) {
                    equal |= equalBytes(batch.words[leftAt + before] ^ batch.words[rightAt + before]);
                }
                if (equal != 0 && earlierHolds(rule, leftAt, rightAt)) {
                    continue;
                }
                if (!verified && !brings(rule, block, leftAt, rightAt)) {
                    continue;
                }
                if (batch.size == PairBatch.SIZE) {
                    flush(task);
                }
                int at = batch.size++;
                batch.leftAt[at] = leftAt;
                batch.rightAt[at] = rightAt;
                batch.leftRow[at] = leftRow;
                batch.rightRow[at] = block.right(right);
                batch.tapeAt[at] = tape;
            }
        }
        return tape;
    }

    private void copyRows(Side side, BlockCursor block, boolean left, int from, int to) {
        int needed = filled + (to - from) * stride;
        if (needed > batch.words.length) {
            batch.words = Arrays.copyOf(batch.words, Math.max(needed, batch.words.length * 2));
        }
        for (int i = from; i < to; i++) {
            int row = left ? block.left(i) : block.right(i);
            side.table().copyRow(row, batch.words, filled);
            for (int word = columns; word < stride; word++) {
                batch.words[filled + word] = side.signature(row, word - columns);
            }
            filled += stride;
        }
    }

    /** Whether all rows of a block truly share the key, which then goes for every pair of them. */
    private boolean verified(PairTask task, int leftsAt, int lefts, int rightsAt, int rights) {
        KeyRule rule = rules[task.rule()];
        if (rule.many()) {
            return false;
        }
        for (int left = 0; left < lefts; left++) {
            if (!rule.holds(batch.words, leftsAt + left * stride, rightsAt)) {
                return false;
            }
        }
        for (int right = 1; right < rights; right++) {
            if (!rule.holds(batch.words, leftsAt, rightsAt + right * stride)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a rule holds of a pair, and this is the block of its first shared key. */
    private boolean brings(int number, BlockCursor block, int leftAt, int rightAt) {
        KeyRule rule = rules[number];
        return rule.many()
                ? rule.sharedKey(batch.words, leftAt, rightAt) == block.key()
                : rule.holds(batch.words, leftAt, rightAt);
    }

    /** Equal signatures only say that a rule may hold. */
    private boolean earlierHolds(int rule, int leftAt, int rightAt) {
        for (int first = 0; first <= rule; first += Side.RULES_A_WORD) {
            int word = columns + first / Side.RULES_A_WORD;
            long equal = equalBytes(batch.words[leftAt + word] ^ batch.words[rightAt + word]);
            equal &= rule - first < Side.RULES_A_WORD ? earlierInWord(rule) : -1L;
            for (; equal != 0; equal &= equal - 1) {
                KeyRule earlier = rules[first + (Long.numberOfTrailingZeros(equal) >>> 3)];
                if (earlier.holds(batch.words, leftAt, rightAt)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The bytes of the rules before one in its word. */
    private static long earlierInWord(int rule) {
        return (1L << (rule % Side.RULES_A_WORD * 8)) - 1;
    }

    /** The highest bit of each byte that is zero. */
    private static long equalBytes(long differ) {
        return ~(((differ & LOW_BITS) + LOW_BITS) | differ | LOW_BITS);
    }

    private void flush(PairTask task) {
        if (batch.size > 0) {
            end.accept(batch, task);
            batch.size = 0;
        }
    }

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
}
