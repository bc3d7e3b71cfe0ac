package org.reconlink.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.reconlink.linkage.engine.EngineComparison;
import org.reconlink.linkage.engine.PackedTable;
import org.reconlink.linkage.engine.PairCounts;
import org.reconlink.linkage.engine.PairKernel;

/**
 * Trains as Splink is told to beside it: u from a million random pairs, m by expectation-maximisation on the pairs of two
 * blocking rules in turn, the prior from deterministic matches at a recall of 0.8.
 */
final class OwnTraining {
    private static final int RANDOM_PAIRS = 1_000_000;
    /** Parts of the random pairs, so that two threads find the same. */
    private static final int SEEDS = 8;
    /** Random pairs compared one comparison after the other: rows are far apart in memory, and so many are fetched at once. */
    private static final int TOGETHER = 1000;

    private static final int ROUNDS = 25;
    private static final double RECALL = 0.8;

    private final PairCounts counts;
    private final long[] pairs;
    private final double[][] u;
    private final double[][] m;
    private final int[] sessions;

    private OwnTraining(PairCounts counts, double[][] u) {
        this.counts = counts;
        this.pairs = counts.counts();
        this.u = u;
        this.m = Arrays.stream(u).map(levels -> new double[levels.length]).toArray(double[][]::new);
        this.sessions = new int[u.length];
    }

    /** Weights in bits by comparison vector, prior included, and u by comparison and level. */
    @SuppressWarnings("ArrayRecordComponent") // read once, by the one run that trained
    record Trained(double[] weights, double[][] u) {}

    static Trained train(PackedTable left, PackedTable right, PairCounts counts, List<EngineComparison> comparisons) {
        OwnTraining training = new OwnTraining(counts, randomPairs(left, right, comparisons));
        training.maximise(OwnModel.SURNAME, OwnModel.DATE_OF_BIRTH);
        training.maximise(OwnModel.POSTCODE, OwnModel.SEX);
        return new Trained(training.weights((double) left.rows() * right.rows()), training.u);
    }

    private static double[][] randomPairs(PackedTable left, PackedTable right, List<EngineComparison> comparisons) {
        double[][] seen = new double[comparisons.size()][];
        Arrays.setAll(seen, c -> new double[comparisons.get(c).labels().size()]);
        for (double[] levels : seen) {
            Arrays.fill(levels, 1, levels.length, 0.5);
        }
        IntStream.range(0, SEEDS)
                .parallel()
                .mapToObj(seed -> randomPairs(seed, left, right, comparisons))
                .toList()
                .forEach(part -> {
                    for (int c = 0; c < seen.length; c++) {
                        for (int level = 0; level < seen[c].length; level++) {
                            seen[c][level] += part[c][level];
                        }
                    }
                });
        for (double[] levels : seen) {
            share(levels);
        }
        return seen;
    }

    private static long[][] randomPairs(
            int seed, PackedTable left, PackedTable right, List<EngineComparison> comparisons) {
        SplittableRandom random = new SplittableRandom(seed);
        List<PairKernel> kernels = new ArrayList<>();
        comparisons.forEach(comparison -> kernels.add(comparison.on(left.columns())));
        long[][] seen = new long[kernels.size()][];
        Arrays.setAll(seen, c -> new long[comparisons.get(c).labels().size()]);
        int width = left.columns().list().size();
        long[] ones = new long[width * TOGETHER];
        long[] others = new long[width * TOGETHER];
        for (int pairs = 0; pairs < RANDOM_PAIRS / SEEDS; pairs += TOGETHER) {
            for (int at = 0; at < ones.length; at += width) {
                left.copyRow(random.nextInt(left.rows()), ones, at);
                right.copyRow(random.nextInt(right.rows()), others, at);
            }
            for (int c = 0; c < seen.length; c++) {
                count(kernels.get(c), ones, others, width, seen[c]);
            }
        }
        return seen;
    }

    private static void count(PairKernel kernel, long[] ones, long[] others, int width, long[] seen) {
        for (int at = 0; at < ones.length; at += width) {
            seen[kernel.level(ones, at, others, at)]++;
        }
    }

    /** Turns sums into shares of what is not missing, and says nothing about what is. */
    private static void share(double[] levels) {
        levels[0] = 0;
        double sum = Arrays.stream(levels).sum();
        Arrays.setAll(levels, level -> levels[level] / sum);
    }

    /** One session on the pairs that are equal in both: all pairs of that rule, and no other. */
    private void maximise(int first, int second) {
        int[] vectors = IntStream.range(0, pairs.length)
                .filter(v -> counts.level(v, first) == 1 && counts.level(v, second) == 1)
                .toArray();
        int[] free = IntStream.range(0, u.length)
                .filter(c -> c != first && c != second)
                .toArray();
        double[][] now = new double[u.length][];
        for (int c : free) {
            now[c] = new double[u[c].length];
            Arrays.fill(now[c], 1, now[c].length, 0.1 / (now[c].length - 2));
            now[c][1] = 0.9;
        }
        double prior = 0.1;
        for (int round = 0; round < ROUNDS; round++) {
            prior = round(vectors, free, now, prior);
        }
        for (int c : free) {
            sessions[c]++;
            for (int level = 1; level < now[c].length; level++) {
                m[c][level] += Math.log(now[c][level]);
            }
        }
    }

    private double round(int[] vectors, int[] free, double[][] now, double prior) {
        double[][] sums = new double[u.length][];
        for (int c : free) {
            sums[c] = new double[u[c].length];
            Arrays.fill(sums[c], 1e-6);
        }
        double matches = 0;
        double all = 0;
        for (int v : vectors) {
            double odds = prior / (1 - prior);
            for (int c : free) {
                int level = counts.level(v, c);
                odds *= level == 0 ? 1 : now[c][level] / u[c][level];
            }
            double expected = pairs[v] * odds / (1 + odds);
            matches += expected;
            all += pairs[v];
            for (int c : free) {
                sums[c][counts.level(v, c)] += expected;
            }
        }
        for (int c : free) {
            share(sums[c]);
            now[c] = sums[c];
        }
        return Math.min(0.999, matches / Math.max(1, all));
    }

    private double[] weights(double possible) {
        double certain = 0;
        for (int v = 0; v < pairs.length; v++) {
            boolean sameName = counts.level(v, OwnModel.FORENAME) == 1 && counts.level(v, OwnModel.SURNAME) == 1;
            boolean samePerson = sameName && counts.level(v, OwnModel.DATE_OF_BIRTH) == 1;
            certain += samePerson || counts.level(v, OwnModel.PNC_ID) == 1 ? pairs[v] : 0;
        }
        double prior = certain / RECALL / possible;
        double[] weights = new double[pairs.length];
        for (int v = 0; v < weights.length; v++) {
            weights[v] = log2(prior / (1 - prior));
            for (int c = 0; c < u.length; c++) {
                int level = counts.level(v, c);
                weights[v] += level == 0 ? 0 : log2(Math.exp(m[c][level] / sessions[c]) / u[c][level]);
            }
        }
        return weights;
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }
}
