package org.reconlink.linkage.study;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.blocking.BlockingRule;
import org.reconlink.linkage.blocking.Candidates;
import org.reconlink.linkage.comparison.EngineComparison;
import org.reconlink.linkage.comparison.FieldComparison;
import org.reconlink.linkage.engine.LinkageEngine;
import org.reconlink.linkage.engine.LinkageEngine.EngineSettings;
import org.reconlink.linkage.engine.PairCounts;
import org.reconlink.linkage.model.Parameters;
import org.reconlink.linkage.model.TermFrequency;
import org.reconlink.linkage.model.VectorLevels;

/** The pairs of rows of two sides that blocking finds, compared once, to be weighed by any parameters. */
final class StudyPairs {
    /** Pairs of one rule beyond which it is refused, or left out where the study did not ask for it. */
    private static final long MOST_PAIRS = 500_000_000;

    /** Pairs of all rules that nobody asked for, in a small study and for each row of a great one. */
    private static final double FEW_PAIRS = 10_000_000;

    private static final double PAIRS_PER_ROW = 10;

    /**
     * Bits of an agreement under an alias, of which a person has several and others share some: the weights published for a
     * name are 17 and for an alias 9 to 11.
     */
    private static final double ALIAS = -7;

    private final List<FieldComparison> comparisons;
    private final PackedPeople left;
    private final PackedPeople right;
    private final List<BlockingRule> rules;
    private final List<BlockingRule> leftOut = new ArrayList<>();
    private final LinkageEngine engine;
    private final Candidates candidates;
    private final PairCounts counts;
    private final VectorLevels vectors;

    /**
     * Blocks and compares.
     *
     * @param withinBudget whether rules may be left out, the last first, that find more pairs than are worth their time
     * @param counted hears how many pairs each rule finds, before any is compared
     * @throws org.reconlink.linkage.blocking.Blocker.QuadraticBlockException if a rule that has to be kept finds too many pairs
     */
    StudyPairs(
            StudyPlan plan,
            PackedPeople left,
            PackedPeople right,
            boolean withinBudget,
            Consumer<Map<String, Long>> counted) {
        this.comparisons = plan.comparisons();
        this.left = left;
        this.right = right;
        EngineSettings machine = EngineSettings.forThisMachine();
        EngineSettings settings = new EngineSettings(machine.threads(), machine.tapeBytes(), MOST_PAIRS);
        this.rules = withinBudget ? affordable(plan.rules(), settings) : plan.rules();
        this.engine = engine(rules, settings);
        this.candidates = engine.block();
        counted.accept(pairsByRule());
        this.counts = engine.count(candidates);
        this.vectors = VectorLevels.of(counts);
    }

    private LinkageEngine engine(List<BlockingRule> of, EngineSettings settings) {
        List<EngineComparison> compared =
                comparisons.stream().map(FieldComparison::engine).toList();
        return LinkageEngine.link(left.table(), right.table(), of, compared, settings);
    }

    /** Rules from the first on, without those that would find more pairs than are left. */
    private List<BlockingRule> affordable(List<BlockingRule> wished, EngineSettings settings) {
        long[] pairs = engine(wished, settings).pairs();
        double room = Math.max(FEW_PAIRS, PAIRS_PER_ROW * (left.rows() + (double) right.rows()));
        List<BlockingRule> kept = new ArrayList<>();
        for (int rule = 0; rule < pairs.length; rule++) {
            if (pairs[rule] <= room) {
                kept.add(wished.get(rule));
                room -= pairs[rule];
            } else {
                leftOut.add(wished.get(rule));
            }
        }
        return List.copyOf(kept);
    }

    List<BlockingRule> rules() {
        return rules;
    }

    /** Rules that would have found too many pairs. */
    List<BlockingRule> leftOut() {
        return leftOut;
    }

    /** How many pairs of rows each rule finds by itself, in their order. */
    Map<String, Long> pairsByRule() {
        Map<String, Long> pairs = new LinkedHashMap<>();
        long[] byRule = candidates.pairsByRule();
        for (int rule = 0; rule < rules.size(); rule++) {
            pairs.put(rules.get(rule).name(), byRule[rule]);
        }
        return pairs;
    }

    /** Pairs of rows that were compared. */
    long compared() {
        return counts.pairs();
    }

    VectorLevels vectors() {
        return vectors;
    }

    PackedPeople left() {
        return left;
    }

    PackedPeople right() {
        return right;
    }

    List<FieldComparison> comparisons() {
        return comparisons;
    }

    /** What a pair of rows loses where one of them is under an alias. */
    double ofAlias(int leftRow, int rightRow) {
        return left.isAlias(leftRow) || right.isAlias(rightRow) ? ALIAS : 0;
    }

    /** Of the right side, among which relatives are. */
    long records() {
        return right.records();
    }

    boolean holds(int rule, int leftRow, int rightRow) {
        return candidates.holds(rule, leftRow, rightRow);
    }

    /** How common values are, by comparison; null where it makes no difference. */
    @Nullable
    TermFrequency[] frequencies(Parameters parameters) {
        @Nullable TermFrequency[] frequencies = new @Nullable TermFrequency[comparisons.size()];
        for (int c = 0; c < frequencies.length; c++) {
            FieldComparison comparison = comparisons.get(c);
            if (comparison.rarity()) {
                frequencies[c] = new TermFrequency(
                        left.table().columns().index(comparison.name()),
                        comparison,
                        left.table(),
                        right.table(),
                        parameters.comparisons().get(c).u()[0]);
            }
        }
        return frequencies;
    }

    /** What {@link VectorLevels#based} leaves to rarity. */
    private boolean[] rare() {
        boolean[] rare = new boolean[comparisons.size()];
        for (int c = 0; c < rare.length; c++) {
            rare[c] = comparisons.get(c).rarity();
        }
        return rare;
    }

    /**
     * The pairs that weigh so much or more, in order of left and right row.
     *
     * @param always records of the left side whose pairs are kept whatever they weigh
     */
    Kept keep(Parameters parameters, double least, boolean anyAlways, IntPredicate always) {
        @Nullable TermFrequency[] frequencies = frequencies(parameters);
        double[] based = vectors.based(parameters, rare());
        double[] reach = based.clone();
        for (int v = 0; v < reach.length; v++) {
            for (int c = 0; c < frequencies.length; c++) {
                TermFrequency frequency = frequencies[c];
                if (frequency != null) {
                    int level = vectors.level(v, c);
                    reach[v] += level == 1 ? frequency.most() : level == 2 ? frequency.mostNear() : 0;
                }
            }
        }
        Kept kept = new Kept();
        engine.score(
                counts,
                reach,
                List.of(),
                anyAlways ? Double.NEGATIVE_INFINITY : least,
                (leftRow, rightRow, vector, ignored) -> {
                    double rarity = 0;
                    for (int c = 0; c < frequencies.length; c++) {
                        TermFrequency frequency = frequencies[c];
                        rarity += frequency == null ? 0 : frequency.bits(vectors.level(vector, c), leftRow, rightRow);
                    }
                    if (based[vector] + rarity >= least || (anyAlways && always.test(left.record(leftRow)))) {
                        kept.left.add(leftRow);
                        kept.right.add(rightRow);
                        kept.vector.add(vector);
                        kept.rarity.add(rarity);
                    }
                });
        return kept;
    }

    /** Pairs of rows with what their weight is made of. */
    final class Kept {
        private final IntArrayList left = new IntArrayList();
        private final IntArrayList right = new IntArrayList();
        private final IntArrayList vector = new IntArrayList();
        private final DoubleArrayList rarity = new DoubleArrayList();

        int size() {
            return left.size();
        }

        int leftRecord(int pair) {
            return StudyPairs.this.left.record(left.getInt(pair));
        }

        int rightRecord(int pair) {
            return StudyPairs.this.right.record(right.getInt(pair));
        }

        int leftRow(int pair) {
            return left.getInt(pair);
        }

        int rightRow(int pair) {
            return right.getInt(pair);
        }

        /** The weight of each pair under these parameters. */
        double[] bits(Parameters parameters) {
            double[] bits = unboundedBits(parameters);
            List<double[]> ratios = Relatives.ratios(parameters);
            double[] ofRelatives = new double[vectors.levels().length];
            for (int v = 0; v < ofRelatives.length; v++) {
                ofRelatives[v] = Relatives.ratio(ratios, vectors.levels()[v]);
            }
            for (int pair = 0; pair < bits.length; pair++) {
                bits[pair] = Relatives.bits(bits[pair], ofRelatives[vector.getInt(pair)], records());
            }
            return bits;
        }

        /** The same were there no relatives. */
        double[] unboundedBits(Parameters parameters) {
            double[] based = vectors.based(parameters, rare());
            double[] bits = new double[size()];
            for (int pair = 0; pair < bits.length; pair++) {
                bits[pair] = based[vector.getInt(pair)]
                        + rarity.getDouble(pair)
                        + ofAlias(left.getInt(pair), right.getInt(pair));
            }
            return bits;
        }

        /** The matches of each vector, given the probability of each pair. */
        double[] matches(double[] probabilities) {
            double[] matches = new double[vectors.levels().length];
            for (int pair = 0; pair < probabilities.length; pair++) {
                matches[vector.getInt(pair)] += probabilities[pair];
            }
            return matches;
        }
    }
}
