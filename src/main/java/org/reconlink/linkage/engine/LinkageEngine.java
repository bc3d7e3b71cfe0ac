package org.reconlink.linkage.engine;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.reconlink.linkage.blocking.Blocker;
import org.reconlink.linkage.blocking.BlockingRule;
import org.reconlink.linkage.blocking.Candidates;
import org.reconlink.linkage.blocking.QuadraticBlockException;
import org.reconlink.linkage.blocking.RowRules;
import org.reconlink.linkage.comparison.EngineComparison;
import org.reconlink.linkage.comparison.FieldComparison;
import org.reconlink.linkage.record.Columns;
import org.reconlink.linkage.record.PackedTable;

/** Blocks, compares, counts and scores the pairs of two tables, or of one with itself. */
public final class LinkageEngine {
    private static final long ALL_BITS = -1L;

    private final PackedTable left;
    private final PackedTable right;
    private final List<BlockingRule> rules;
    private final List<EngineComparison> comparisons;
    private final EngineSettings settings;
    private final long keyMask;

    LinkageEngine(
            PackedTable left,
            PackedTable right,
            List<BlockingRule> rules,
            List<EngineComparison> comparisons,
            EngineSettings settings,
            long keyMask) {
        if (left.columns() != right.columns()) {
            throw new IllegalArgumentException("two tables to link have their columns in common");
        }
        this.left = left;
        this.right = right;
        this.rules = List.copyOf(rules);
        this.comparisons = List.copyOf(comparisons);
        this.settings = settings;
        this.keyMask = keyMask;
    }

    /** An engine for pairs of one row of each table, of the same {@link Columns}. */
    public static LinkageEngine link(
            PackedTable left,
            PackedTable right,
            List<BlockingRule> rules,
            List<EngineComparison> comparisons,
            EngineSettings settings) {
        return new LinkageEngine(left, right, rules, comparisons, settings, ALL_BITS);
    }

    /** An engine for pairs of two rows of one table, the earlier one left. */
    public static LinkageEngine dedupe(
            PackedTable table, List<BlockingRule> rules, List<EngineComparison> comparisons, EngineSettings settings) {
        return new LinkageEngine(table, table, rules, comparisons, settings, ALL_BITS);
    }

    /**
     * Finds what the rules bring, comparing nothing.
     *
     * @throws QuadraticBlockException if rules bring more pairs than the budget
     */
    public Candidates block() {
        Candidates candidates = new Blocker(left, right, rules, settings.threads(), keyMask).candidates();
        candidates.check(settings.pairBudget());
        return candidates;
    }

    /** The rules as they hold of any two rows; nothing is blocked for it. */
    public RowRules rules() {
        return new Blocker(left, right, rules, settings.threads(), keyMask).rowRules();
    }

    /** Compares every candidate pair once. */
    public PairCounts count(Candidates candidates) {
        return new Counting(candidates, comparisons, settings).counts();
    }

    /**
     * Gives every pair of a threshold's weight or more to the sink, ordered by left and then right row.
     *
     * @param weights in bits, parallel to {@link PairCounts#vectors}
     */
    public void score(
            PairCounts counts,
            double[] weights,
            List<TermFrequencyAdjustment> adjustments,
            double threshold,
            PairSink sink) {
        Adjuster adjuster = new Adjuster(left, right, adjustments, counts, settings.threads());
        double[] atMost = weights.clone();
        Arrays.setAll(atMost, vector -> weights[vector] + adjuster.atMost(vector));
        score(counts, weights, atMost, () -> adjuster::bits, threshold, sink);
    }

    /**
     * The same where the values of rows weigh in another way.
     *
     * @param weights in bits, parallel to {@link PairCounts#vectors}
     * @param atMost what a pair of each vector weighs at most, its own bits included
     * @param bits for each thread
     */
    public void score(
            PairCounts counts,
            double[] weights,
            double[] atMost,
            Supplier<PairBits> bits,
            double threshold,
            PairSink sink) {
        new Scorer(counts, comparisons, weights, atMost, bits, threshold, settings.threads()).score(sink);
    }

    /** How many pairs each rule brings, as {@link Candidates#pairsByRule} says, without keeping their rows. */
    public long[] pairs() {
        return new PairNumbers(left, right, rules, settings.threads(), keyMask).byRule();
    }

    /** The engine on two tables, or on one if both are the same. */
    public static LinkageEngine of(
            PackedTable left, PackedTable right, List<BlockingRule> rules, EngineSettings settings) {
        return of(left, right, rules, List.of(), settings);
    }

    public static LinkageEngine of(
            PackedTable left,
            PackedTable right,
            List<BlockingRule> rules,
            List<FieldComparison> comparisons,
            EngineSettings settings) {
        List<EngineComparison> compared =
                comparisons.stream().map(FieldComparison::engine).toList();
        return left == right ? dedupe(left, rules, compared, settings) : link(left, right, rules, compared, settings);
    }
}
