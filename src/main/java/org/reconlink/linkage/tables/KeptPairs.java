package org.reconlink.linkage.tables;

import it.unimi.dsi.fastutil.longs.LongArrays;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.comparison.FieldComparison;
import org.reconlink.linkage.decision.Distinct;
import org.reconlink.linkage.decision.JointPosterior;
import org.reconlink.linkage.decision.ScoredPair;
import org.reconlink.linkage.engine.LinkageEngine;
import org.reconlink.linkage.engine.PairCounts;
import org.reconlink.linkage.engine.PairSink;
import org.reconlink.linkage.engine.PairSink.PairBits;
import org.reconlink.linkage.model.Parameters;
import org.reconlink.linkage.model.TermFrequency;
import org.reconlink.linkage.model.VectorLevels;
import org.reconlink.linkage.record.PackedTable;
import org.reconlink.linkage.record.TableValues;
import org.reconlink.linkage.tables.PairSource.Counted;
import org.reconlink.linkage.tables.PairSource.Filter;

/**
 * The candidate pairs that evidence does not all but exclude, in an order that does not depend on the files'.
 *
 * @param keys of the pairs, ascending: the place of the left row in the upper half, of the right in the lower
 * @param vectors of the pairs
 * @param rarity bits of the pairs for rare or common values
 */
@SuppressWarnings("ArrayRecordComponent") // millions of numbers; never compared or changed
public record KeptPairs(long[] keys, int[] vectors, double[] rarity) {
    /** What is dropped holds this share of the expected matches at most. */
    private static final double DROPPED = 1e-5;

    /** Pairs beyond hope may hold this share of them together. */
    private static final double DROPPED_BEYOND_HOPE = 1e-3;

    /** The odds of a pair beyond hope, in bits: far below those from which a pair is looked at. */
    private static final double BEYOND_HOPE = -17;

    /** Of so few pairs none need be dropped for memory's sake, and a first training on few can be wrong. */
    private static final long ALL_KEPT = 2_000_000;

    private static final int OF_A_TASK = 1 << 14;

    /** Which pairs are kept by weights that the first training gave; later trainings change little on them. */
    static Filter filter(
            Counted counted,
            Parameters parameters,
            double possiblePairs,
            List<FieldComparison> comparisons,
            TableValues left,
            TableValues right) {
        VectorLevels vectors = counted.vectors();
        double[] usual = new double[comparisons.size()];
        Arrays.setAll(usual, c -> parameters.comparisons().get(c).u()[0]);
        PackedTable none = left.columns().table().build();
        boolean[] rarity = new boolean[comparisons.size()];
        double[] weights = vectors.bits(parameters);
        for (int c = 0; c < rarity.length; c++) {
            rarity[c] = comparisons.get(c).rarity();
        }
        double[] based = vectors.based(parameters, rarity);
        double[] atMost = based.clone();
        for (int c = 0; c < rarity.length; c++) {
            TermFrequency frequency =
                    rarity[c] ? new TermFrequency(c, comparisons.get(c), none, none, left, right, usual[c]) : null;
            for (int v = 0; frequency != null && v < atMost.length; v++) {
                int level = vectors.level(v, c);
                atMost[v] += level == 1 ? frequency.most() : level == 2 ? frequency.mostNear() : 0;
            }
        }
        double matches = parameters.matchesExpected();
        double prior = left == right
                ? matches / Math.max(1, possiblePairs - matches)
                : JointPosterior.prior(left.rows(), right.rows(), matches);
        double least = counted.pairs() <= ALL_KEPT
                ? Double.NEGATIVE_INFINITY
                : least(
                        weights,
                        vectors.expectedMatches(weights, matches, possiblePairs),
                        matches,
                        BEYOND_HOPE - log2(prior));
        return new Filter(vectors, based, atMost, least, usual);
    }

    /** Takes pairs over as they come, into room for all of them. */
    private static final class Taking implements PairSink {
        private final boolean one;
        private final double[] based;
        private final IntUnaryOperator leftPlace;
        private final IntUnaryOperator rightPlace;
        private long[] keys = {};
        private int[] vectors = {};
        private double[] rarity = {};
        private int taken;

        /**
         * @param one whether both rows are of one table
         * @param based bits of each vector
         * @param leftPlace of each left row
         */
        Taking(boolean one, double[] based, IntUnaryOperator leftPlace, IntUnaryOperator rightPlace) {
            this.one = one;
            this.based = based;
            this.leftPlace = leftPlace;
            this.rightPlace = rightPlace;
        }

        /** Takes the pairs of counted ones that the filter leaves. */
        void score(LinkageEngine engine, PairCounts counts, Filter filter, @Nullable TermFrequency[] frequencies) {
            engine.score(
                    counts,
                    filter.based(),
                    filter.atMost(),
                    () -> new Rarity(frequencies, filter.vectors()),
                    filter.least(),
                    this);
        }

        KeptPairs sorted() {
            return KeptPairs.sorted(keys, vectors, rarity);
        }

        @Override
        public void expect(int pairs) {
            keys = new long[pairs];
            vectors = new int[pairs];
            rarity = new double[pairs];
        }

        @Override
        public void accept(int leftRow, int rightRow, int vector, double weight) {
            int i = leftPlace.applyAsInt(leftRow);
            int j = rightPlace.applyAsInt(rightRow);
            keys[taken] = one ? key(Math.min(i, j), Math.max(i, j)) : key(i, j);
            vectors[taken] = vector;
            rarity[taken++] = weight - based[vector];
        }
    }

    /** The bits of a pair for its values; of the left row's they are looked up once for all its pairs. */
    private static final class Rarity implements PairBits {
        private final @Nullable TermFrequency[] frequencies;
        private final VectorLevels vectors;
        private final double[] closest;
        private int left = -1;

        Rarity(@Nullable TermFrequency[] frequencies, VectorLevels vectors) {
            this.frequencies = frequencies;
            this.vectors = vectors;
            closest = new double[frequencies.length];
        }

        @Override
        public double of(int vector, int leftRow, int rightRow) {
            if (leftRow != left) {
                left = leftRow;
                Arrays.fill(closest, Double.NaN);
            }
            double bits = 0;
            for (int c = 0; c < closest.length; c++) {
                int level = vectors.level(vector, c);
                TermFrequency frequency = frequencies[c];
                if (frequency != null && level == 1) {
                    closest[c] = Double.isNaN(closest[c]) ? frequency.bits(1, leftRow, rightRow) : closest[c];
                    bits += closest[c];
                } else if (frequency != null && level == 2) {
                    bits += frequency.bits(2, leftRow, rightRow);
                }
            }
            return bits;
        }
    }

    /**
     * The counted pairs of some rows that the filter leaves.
     *
     * @param one whether both rows are of one table
     * @param leftPlace of each left row
     */
    public static KeptPairs of(
            LinkageEngine engine,
            PairCounts counts,
            Filter filter,
            @Nullable TermFrequency[] frequencies,
            boolean one,
            IntUnaryOperator leftPlace,
            IntUnaryOperator rightPlace) {
        Taking taking = new Taking(one, filter.based(), leftPlace, rightPlace);
        taking.score(engine, counts, filter, frequencies);
        return taking.sorted();
    }

    /** The same pairs with other numbers of their vectors, by those that they have. */
    public KeptPairs renumbered(int[] numbers) {
        int[] other = new int[vectors.length];
        Arrays.setAll(other, p -> numbers[vectors[p]]);
        return new KeptPairs(keys, other, rarity);
    }

    /** The pairs of several machines, each of which is on one of them. */
    public static KeptPairs together(List<KeptPairs> all) {
        int size =
                Math.toIntExact(all.stream().mapToLong(each -> each.keys.length).sum());
        long[] keys = new long[size];
        int[] vectors = new int[size];
        double[] rarity = new double[size];
        int at = 0;
        for (KeptPairs each : all) {
            System.arraycopy(each.keys, 0, keys, at, each.keys.length);
            System.arraycopy(each.vectors, 0, vectors, at, each.keys.length);
            System.arraycopy(each.rarity, 0, rarity, at, each.keys.length);
            at += each.keys.length;
        }
        return sorted(keys, vectors, rarity);
    }

    /** Pairs in any order. */
    static KeptPairs sorted(long[] keys, int[] vectors, double[] rarity) {
        boolean ascending = true;
        for (int i = 1; i < keys.length; i++) {
            ascending &= keys[i - 1] < keys[i];
        }
        if (ascending) {
            return new KeptPairs(keys, vectors, rarity);
        }
        int[] order = new int[keys.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        LongArrays.radixSortIndirect(order, keys, false);
        long[] sorted = new long[keys.length];
        int[] sortedVectors = new int[keys.length];
        double[] bits = new double[keys.length];
        for (int i = 0; i < order.length; i++) {
            sorted[i] = keys[order[i]];
            sortedVectors[i] = vectors[order[i]];
            bits[i] = rarity[order[i]];
        }
        return new KeptPairs(sorted, sortedVectors, bits);
    }

    /** The weight below which all vectors together hold a negligible share of the expected matches. */
    private static double least(double[] weights, double[] expected, double matches, double beyondHope) {
        int[] order = IntStream.range(0, weights.length)
                .boxed()
                .sorted((a, b) -> Double.compare(weights[a], weights[b]))
                .mapToInt(v -> v)
                .toArray();
        double dropped = 0;
        for (int v : order) {
            dropped += expected[v];
            if (dropped > (weights[v] < beyondHope ? DROPPED_BEYOND_HOPE : DROPPED) * matches) {
                return weights[v];
            }
        }
        return beyondHope;
    }

    /** Those whose rows are not known to be different people. */
    KeptPairs without(Distinct distinct) {
        int[] left = IntStream.range(0, keys.length)
                .filter(p -> !distinct.apart((int) (keys[p] >>> 32), (int) keys[p]))
                .toArray();
        return new KeptPairs(
                IntStream.of(left).mapToLong(p -> keys[p]).toArray(),
                IntStream.of(left).map(p -> vectors[p]).toArray(),
                IntStream.of(left).mapToDouble(p -> rarity[p]).toArray());
    }

    int size() {
        return keys.length;
    }

    /** The left place of each pair. */
    int[] lefts() {
        int[] lefts = new int[keys.length];
        for (int p = 0; p < lefts.length; p++) {
            lefts[p] = (int) (keys[p] >>> 32);
        }
        return lefts;
    }

    /** The right place of each pair. */
    int[] rights() {
        int[] rights = new int[keys.length];
        for (int p = 0; p < rights.length; p++) {
            rights[p] = (int) keys[p];
        }
        return rights;
    }

    /** The Bayes factor that {@link #rarity} makes of each pair. */
    double[] rarityFactors() {
        double[] factors = new double[rarity.length];
        IntStream.rangeClosed(0, rarity.length / OF_A_TASK).parallel().forEach(task -> {
            // Pairs of one row mostly agree in the same of its values, and so weigh the same.
            double last = 0;
            double factor = 1;
            for (int p = task * OF_A_TASK; p < Math.min(rarity.length, (task + 1) * OF_A_TASK); p++) {
                if (rarity[p] != last) {
                    last = rarity[p];
                    factor = StrictMath.pow(2, last);
                }
                factors[p] = factor;
            }
        });
        return factors;
    }

    /** The pairs with their weights, made as they are asked for. */
    Scored scored(double[] based) {
        double[] bits = new double[keys.length];
        for (int p = 0; p < bits.length; p++) {
            bits[p] = based[vectors[p]] + rarity[p];
        }
        return new Scored(keys, bits);
    }

    private static double log2(double value) {
        return StrictMath.log(value) / StrictMath.log(2);
    }

    private static long key(int left, int right) {
        return (long) left << 32 | right;
    }

    /** Pairs with their weights. */
    static final class Scored extends AbstractList<ScoredPair> {
        private final long[] keys;
        private final double[] bits;

        Scored(long[] keys, double[] bits) {
            this.keys = keys;
            this.bits = bits;
        }

        /** The indexes of the pairs of so many bits or more: to make each of millions for a look at its bits takes longer. */
        int[] from(double least) {
            return IntStream.range(0, bits.length).filter(p -> bits[p] >= least).toArray();
        }

        @Override
        public ScoredPair get(int index) {
            return new ScoredPair((int) (keys[index] >>> 32), (int) keys[index], bits[index]);
        }

        @Override
        public int size() {
            return keys.length;
        }
    }

    @Override
    public String toString() {
        return keys.length + " pairs";
    }
}
