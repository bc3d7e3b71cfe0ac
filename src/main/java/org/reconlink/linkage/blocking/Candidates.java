package org.reconlink.linkage.blocking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
                        largestBlocks(rule)));
            }
        }
        if (!problems.isEmpty()) {
            throw new QuadraticBlockException(String.join("\n", problems));
        }
    }

    private String largestBlocks(int origin) {
        record Size(int lefts, int rights) {
            long product() {
                return (long) lefts * rights;
            }
        }
        List<Size> largest = new ArrayList<>();
        Comparator<Size> order = Comparator.comparingLong(Size::product)
                .reversed()
                .thenComparing(Comparator.comparingInt(Size::lefts).reversed());
        IntStream.range(0, keyRules.size())
                .filter(rule -> keyRules.get(rule).origin() == origin)
                .forEach(rule -> Arrays.stream(blocks[rule]).forEach(partition -> {
                    BlockCursor cursor = cursor(rule, partition);
                    while (cursor.next(partition.length)) {
                        largest.add(new Size(cursor.lefts(), cursor.rights()));
                        if (largest.size() > LARGEST) {
                            largest.sort(order);
                            largest.remove(LARGEST);
                        }
                    }
                }));
        largest.sort(order);
        return largest.stream()
                .map(size -> String.format(Locale.ROOT, "%,d x %,d", size.lefts(), size.rights()))
                .collect(Collectors.joining(", "));
    }

    private long pairs(int rule, int[] partition) {
        BlockCursor cursor = cursor(rule, partition);
        long sum = 0;
        while (cursor.next(partition.length)) {
            sum += cursor.pairs();
        }
        return sum;
    }
}
