package org.reconlink.linkage.engine;

import it.unimi.dsi.fastutil.doubles.DoubleArrays;
import it.unimi.dsi.fastutil.longs.LongArrays;
import java.util.Arrays;
import java.util.List;

/** Pairs found by one thread, in no order; {@link #deliver} puts those of all threads in order. */
final class ScoredPairs {
    private int[] lefts = new int[1024];
    private int[] rights = new int[1024];
    private int[] vectors = new int[1024];
    private double[] weights = new double[1024];
    private int size;

    void add(int left, int right, int vector, double weight) {
        if (size == lefts.length) {
            int wider = Math.addExact(size, size);
            lefts = Arrays.copyOf(lefts, wider);
            rights = Arrays.copyOf(rights, wider);
            vectors = Arrays.copyOf(vectors, wider);
            weights = Arrays.copyOf(weights, wider);
        }
        lefts[size] = left;
        rights[size] = right;
        vectors[size] = vector;
        weights[size++] = weight;
    }

    /**
     * Counts by left row, places, and then sorts the few pairs of each left row by the right one. A pair is moved to its
     * place rather than looked up there: memory takes scattered writes in its stride, and waits for scattered reads.
     */
    static void deliver(List<ScoredPairs> all, int leftRows, PairSink sink) {
        int[] next = new int[leftRows + 1];
        for (ScoredPairs pairs : all) {
            for (int i = 0; i < pairs.size; i++) {
                next[pairs.lefts[i] + 1]++;
            }
        }
        for (int row = 0; row < leftRows; row++) {
            next[row + 1] = Math.addExact(next[row + 1], next[row]);
        }
        long[] places = new long[next[leftRows]];
        double[] weights = new double[places.length];
        for (ScoredPairs pairs : all) {
            for (int i = 0; i < pairs.size; i++) {
                int at = next[pairs.lefts[i]]++;
                places[at] = (long) pairs.rights[i] << 32 | pairs.vectors[i];
                weights[at] = pairs.weights[i];
            }
        }
        int begin = 0;
        for (int row = 0; row < leftRows; row++) {
            int end = next[row];
            sort(places, weights, begin, end);
            for (int i = begin; i < end; i++) {
                sink.accept(row, (int) (places[i] >>> 32), (int) places[i], weights[i]);
            }
            begin = end;
        }
    }

    private static void sort(long[] places, double[] weights, int from, int to) {
        if (to - from > 1) {
            it.unimi.dsi.fastutil.Arrays.quickSort(from, to, (a, b) -> Long.compare(places[a], places[b]), (a, b) -> {
                LongArrays.swap(places, a, b);
                DoubleArrays.swap(weights, a, b);
            });
        }
    }
}
