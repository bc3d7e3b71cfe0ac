package org.reconlink.linkage.tables;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrays;
import java.util.List;
import org.reconlink.linkage.training.VectorCounts;

/**
 * The comparison vector of every candidate pair.
 *
 * @param levels of the distinct vectors, in a fixed order
 * @param ofPair the number of each pair's vector
 */
@SuppressWarnings("ArrayRecordComponent") // millions of numbers; never compared or changed
record Vectors(int[][] levels, int[] ofPair) {

    static Vectors of(List<FieldComparison> comparisons, Candidates pairs) {
        long[] codes = new long[pairs.size()];
        long radix = 1;
        for (FieldComparison comparison : comparisons) {
            for (int p = 0; p < codes.length; p++) {
                codes[p] += radix * comparison.level(pairs.left()[p], pairs.right()[p]);
            }
            radix = Math.multiplyExact(radix, comparison.labels().size());
        }
        return of(codes, comparisons.stream().mapToInt(c -> c.labels().size()).toArray());
    }

    private static Vectors of(long[] codes, int[] radices) {
        long[] distinct =
                new Long2IntOpenHashMap(codes, new int[codes.length]).keySet().toLongArray();
        LongArrays.quickSort(distinct);
        Long2IntOpenHashMap numbers = new Long2IntOpenHashMap(distinct.length);
        int[][] levels = new int[distinct.length][radices.length];
        for (int v = 0; v < distinct.length; v++) {
            numbers.put(distinct[v], v);
            long rest = distinct[v];
            for (int c = 0; c < radices.length; c++) {
                levels[v][c] = (int) (rest % radices[c]);
                rest /= radices[c];
            }
        }
        int[] ofPair = new int[codes.length];
        for (int p = 0; p < codes.length; p++) {
            ofPair[p] = numbers.get(codes[p]);
        }
        return new Vectors(levels, ofPair);
    }

    /** Counts of pairs by vector and by the rules that found them. */
    VectorCounts counts(Candidates pairs) {
        Long2IntOpenHashMap counted = new Long2IntOpenHashMap();
        for (int p = 0; p < ofPair.length; p++) {
            counted.addTo(((long) ofPair[p] << 32) | pairs.masks()[p], 1);
        }
        long[] keys = counted.keySet().toLongArray();
        LongArrays.quickSort(keys);
        int[][] vectors = new int[keys.length][];
        int[] masks = new int[keys.length];
        double[] number = new double[keys.length];
        for (int k = 0; k < keys.length; k++) {
            vectors[k] = levels[(int) (keys[k] >>> 32)];
            masks[k] = (int) keys[k];
            number[k] = counted.get(keys[k]);
        }
        return new VectorCounts(vectors, masks, number);
    }
}
