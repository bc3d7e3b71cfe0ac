package org.reconlink.linkage.tables;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongArrays;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.decision.Distinct;
import org.reconlink.linkage.decision.ScoredPair;
import org.reconlink.linkage.engine.ColumnKind;
import org.reconlink.linkage.engine.LinkageEngine;
import org.reconlink.linkage.engine.PairCounts;
import org.reconlink.linkage.engine.TermFrequencyAdjustment;
import org.reconlink.linkage.training.Parameters;

/**
 * The candidate pairs that evidence does not all but exclude, in an order that does not depend on the files'.
 *
 * @param keys of the pairs, ascending: the place of the left row in the upper half, of the right in the lower
 * @param vectors of the pairs
 * @param rarity bits of the pairs for rare or common values
 */
@SuppressWarnings("ArrayRecordComponent") // millions of numbers; never compared or changed
record KeptPairs(long[] keys, int[] vectors, double[] rarity) {
    /** What is dropped holds this share of the expected matches at most. */
    private static final double DROPPED = 1e-5;

    /** Of so few pairs none need be dropped for memory's sake, and a first training on few can be wrong. */
    private static final long ALL_KEPT = 2_000_000;

    private static final double LEAST_BITS = -10;
    /** By how much an adjustment can be above what the engine makes of it. */
    private static final double SLACK = 2;

    /** Finds the pairs by weights that the first training gave; later trainings change little on them. */
    static KeptPairs find(
            LinkageEngine engine,
            PairCounts counts,
            VectorLevels vectors,
            Parameters parameters,
            double possiblePairs,
            List<FieldComparison> comparisons,
            TableRows left,
            TableRows right) {
        @Nullable TermFrequency[] frequencies = frequencies(parameters, comparisons, left, right);
        double[] weights = vectors.bits(parameters);
        double[] based = vectors.based(parameters, frequencies);
        double[] reach = weights.clone();
        List<TermFrequencyAdjustment> adjustments = new ArrayList<>();
        for (int c = 0; c < frequencies.length; c++) {
            TermFrequency frequency = frequencies[c];
            if (frequency != null && comparisons.get(c).kind() != ColumnKind.NAME) {
                // The engine would look up packed values one by one; that none weighs more will do to leave pairs out.
                double gain =
                        frequency.most() + log2(parameters.comparisons().get(c).u()[0]);
                for (int v = 0; v < reach.length; v++) {
                    reach[v] += vectors.level(v, c) == 1 ? gain : 0;
                }
            } else if (frequency != null) {
                for (int v = 0; v < reach.length; v++) {
                    reach[v] += vectors.level(v, c) == 2 ? frequency.mostNear() : 0;
                }
                adjustments.add(frequency.filter(
                        c,
                        comparisons.get(c).name(),
                        parameters.comparisons().get(c).u()[0]));
            }
        }
        double least = counts.pairs() <= ALL_KEPT
                ? Double.NEGATIVE_INFINITY
                : least(
                        weights,
                        vectors.expectedMatches(weights, parameters.matchesExpected(), possiblePairs),
                        parameters.matchesExpected());
        LongArrayList keys = new LongArrayList();
        IntArrayList of = new IntArrayList();
        DoubleArrayList rarity = new DoubleArrayList();
        boolean one = left == right;
        engine.score(
                counts,
                reach,
                adjustments,
                least - SLACK * adjustments.size(),
                (leftRow, rightRow, vector, ignored) -> {
                    double bits = 0;
                    for (int c = 0; c < frequencies.length; c++) {
                        TermFrequency frequency = frequencies[c];
                        bits += frequency == null ? 0 : frequency.bits(vectors.level(vector, c), leftRow, rightRow);
                    }
                    if (based[vector] + bits >= least) {
                        int i = left.place(leftRow);
                        int j = right.place(rightRow);
                        keys.add(one ? key(Math.min(i, j), Math.max(i, j)) : key(i, j));
                        of.add(vector);
                        rarity.add(bits);
                    }
                });
        return sorted(keys.toLongArray(), of, rarity);
    }

    private static KeptPairs sorted(long[] keys, IntArrayList of, DoubleArrayList rarity) {
        int[] order = new int[keys.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        LongArrays.radixSortIndirect(order, keys, false);
        long[] sorted = new long[keys.length];
        int[] vectors = new int[keys.length];
        double[] bits = new double[keys.length];
        for (int i = 0; i < order.length; i++) {
            sorted[i] = keys[order[i]];
            vectors[i] = of.getInt(order[i]);
            bits[i] = rarity.getDouble(order[i]);
        }
        return new KeptPairs(sorted, vectors, bits);
    }

    private static @Nullable TermFrequency[] frequencies(
            Parameters parameters, List<FieldComparison> comparisons, TableRows left, TableRows right) {
        @Nullable TermFrequency[] frequencies = new @Nullable TermFrequency[comparisons.size()];
        for (int c = 0; c < frequencies.length; c++) {
            if (comparisons.get(c).rarity()) {
                frequencies[c] = new TermFrequency(
                        c,
                        comparisons.get(c),
                        left.table(),
                        right.table(),
                        parameters.comparisons().get(c).u()[0]);
            }
        }
        return frequencies;
    }

    /** The weight below which all vectors together hold a negligible share of the expected matches. */
    private static double least(double[] weights, double[] expected, double matches) {
        int[] order = IntStream.range(0, weights.length)
                .boxed()
                .sorted((a, b) -> Double.compare(weights[a], weights[b]))
                .mapToInt(v -> v)
                .toArray();
        double dropped = 0;
        for (int v : order) {
            dropped += expected[v];
            if (dropped > DROPPED * matches) {
                return Math.max(LEAST_BITS, weights[v]);
            }
        }
        return LEAST_BITS;
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

    /** The pairs with their weights, made as they are asked for. */
    List<ScoredPair> scored(double[] based) {
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

    private static final class Scored extends AbstractList<ScoredPair> {
        private final long[] keys;
        private final double[] bits;

        Scored(long[] keys, double[] bits) {
            this.keys = keys;
            this.bits = bits;
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
