package org.reconlink.linkage.tables;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.blocking.Blocker.QuadraticBlockException;
import org.reconlink.linkage.blocking.BlockingRule;
import org.reconlink.linkage.blocking.Candidates;
import org.reconlink.linkage.comparison.FieldComparison;
import org.reconlink.linkage.engine.LinkageEngine;
import org.reconlink.linkage.engine.LinkageEngine.EngineSettings;
import org.reconlink.linkage.engine.PairCounts;
import org.reconlink.linkage.model.TermFrequency;
import org.reconlink.linkage.model.VectorLevels;
import org.reconlink.linkage.record.PackedTable;
import org.reconlink.linkage.record.TableValues;

/**
 * What a linkage asks of its tables: the rows may be on this machine, or on many. All answers are whole numbers, except the
 * bits of a pair for its values, which depend on nothing but the pair: what is made of them is the same wherever they are.
 */
public interface PairSource {
    /** The values of the first table. */
    TableValues left();

    /** The values of the second; the same as {@link #left} within one table. */
    TableValues right();

    /** How many pairs each rule brings, those of other rules included. */
    long[] pairs(List<BlockingRule> rules);

    /**
     * Compares every pair that the rules bring once.
     *
     * @throws QuadraticBlockException if a rule brings more pairs than the budget
     */
    Counted count(List<BlockingRule> rules);

    /** The pairs that the filter leaves, of those that were counted last. */
    KeptPairs keep(Filter filter);

    /**
     * What came of comparing.
     *
     * @param byRule as {@link #pairs} has them
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared or changed
    record Counted(long[] byRule, VectorLevels vectors) {
        /** All pairs, each once. */
        long pairs() {
            long sum = 0;
            for (long pairs : vectors.pairs()) {
                sum += pairs;
            }
            return sum;
        }
    }

    /**
     * Which pairs are kept.
     *
     * @param vectors that were counted
     * @param based the bits of each vector, where values that are rare or common count for nothing yet
     * @param atMost the bits that a pair of each vector has at most
     * @param least the bits of a pair that is kept
     * @param usual by comparison, the share of random pairs that agree
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared or changed
    record Filter(VectorLevels vectors, double[] based, double[] atMost, double least, double[] usual) {
        /** How common the values of rows are, by comparison; null where it makes no difference. */
        public @Nullable TermFrequency[] frequencies(
                List<FieldComparison> comparisons,
                PackedTable left,
                PackedTable right,
                TableValues allLeft,
                TableValues allRight) {
            @Nullable TermFrequency[] frequencies = new @Nullable TermFrequency[comparisons.size()];
            for (int c = 0; c < frequencies.length; c++) {
                if (comparisons.get(c).rarity()) {
                    frequencies[c] = new TermFrequency(c, comparisons.get(c), left, right, allLeft, allRight, usual[c]);
                }
            }
            return frequencies;
        }
    }

    /** Tables that are on this machine. */
    final class OneMachine implements PairSource {
        private final TableRows left;
        private final TableRows right;
        private final List<FieldComparison> comparisons;
        private final EngineSettings settings;
        private @Nullable LinkageEngine engine;
        private @Nullable PairCounts counts;

        OneMachine(LinkagePlan plan, TableRows left, TableRows right) {
            this.left = left;
            this.right = right;
            comparisons = plan.comparisons();
            settings = plan.settings();
        }

        @Override
        public PackedTable left() {
            return left.table();
        }

        @Override
        public PackedTable right() {
            return right.table();
        }

        @Override
        public long[] pairs(List<BlockingRule> rules) {
            return LinkageEngine.of(left(), right(), rules, settings).pairs();
        }

        @Override
        public Counted count(List<BlockingRule> rules) {
            LinkageEngine asked = LinkageEngine.of(left(), right(), rules, comparisons, settings);
            Candidates candidates = asked.block();
            PairCounts found = asked.count(candidates);
            engine = asked;
            counts = found;
            return new Counted(candidates.pairsByRule(), VectorLevels.of(found));
        }

        /** Blocks and the tape of all pairs are gone when it ends. */
        @Override
        public KeptPairs keep(Filter filter) {
            KeptPairs kept = KeptPairs.of(
                    Objects.requireNonNull(engine),
                    Objects.requireNonNull(counts),
                    filter,
                    filter.frequencies(comparisons, left(), right(), left(), right()),
                    left == right,
                    left::place,
                    right::place);
            engine = null;
            counts = null;
            return kept;
        }
    }
}
