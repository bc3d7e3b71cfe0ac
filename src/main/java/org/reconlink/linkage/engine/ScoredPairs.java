package org.reconlink.linkage.engine;

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

    /** Counts by left row, places, and then sorts the few pairs of each left row by the right one. */
    static void deliver(List<ScoredPairs> all, int leftRows, PairSink sink) {
        int[] begins = new int[leftRows + 1];
        for (ScoredPairs pairs : all) {
            for (int i = 0; i < pairs.size; i++) {
                begins[pairs.lefts[i] + 1]++;
            }
        }
        for (int row = 0; row < leftRows; row++) {
            begins[row + 1] = Math.addExact(begins[row + 1], begins[row]);
        }
        long[] places = new long[begins[leftRows]];
        int[] next = Arrays.copyOf(begins, leftRows);
        ScoredPairs merged = new ScoredPairs();
        for (ScoredPairs pairs : all) {
            for (int i = 0; i < pairs.size; i++) {
                places[next[pairs.lefts[i]]++] = (long) pairs.rights[i] << 32 | merged.size;
                merged.add(pairs.lefts[i], pairs.rights[i], pairs.vectors[i], pairs.weights[i]);
            }
        }
        for (int row = 0; row < leftRows; row++) {
            Arrays.sort(places, begins[row], begins[row + 1]);
            for (int i = begins[row]; i < begins[row + 1]; i++) {
                int at = (int) places[i];
                sink.accept(row, merged.rights[at], merged.vectors[at], merged.weights[at]);
            }
        }
    }
}
