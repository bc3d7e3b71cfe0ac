package org.reconlink.linkage.engine;

import java.util.Arrays;
import java.util.List;
import org.reconlink.linkage.blocking.Candidates;
import org.reconlink.linkage.blocking.KeyRule;
import org.reconlink.linkage.comparison.EngineComparison;
import org.reconlink.linkage.comparison.PairKernel;
import org.reconlink.linkage.comparison.PairKernel.PairBatch;
import org.reconlink.linkage.comparison.Vectors;
import org.reconlink.linkage.engine.PairStream.PairTask;
import org.reconlink.linkage.record.PackedColumns;

/** Compares batches and counts their vectors by rule; one thread's. */
final class PairCounter {
    private final List<KeyRule> keyRules;
    private final PairKernel[] kernels;
    private final long[] radices;
    private final Vectors vectors;
    private final long[][] counts;

    PairCounter(Candidates candidates, List<EngineComparison> comparisons) {
        PackedColumns columns = candidates.left().table().columns();
        this.keyRules = candidates.keyRules();
        this.kernels =
                comparisons.stream().map(comparison -> comparison.on(columns)).toArray(PairKernel[]::new);
        this.radices = Vectors.radices(comparisons);
        this.vectors = new Vectors(radices[kernels.length]);
        this.counts = new long[candidates.rules().size()][1024];
    }

    /** Leaves the vectors in the batch. */
    static void compare(PairBatch batch, PairKernel[] kernels, long[] radices) {
        Arrays.fill(batch.vector, 0, batch.size, 0);
        for (int i = 0; i < kernels.length; i++) {
            kernels[i].apply(batch, radices[i]);
        }
    }

    /** @param tape takes the number of each pair's vector plus one; empty if there is none */
    void count(PairBatch batch, PairTask task, char[] tape) {
        compare(batch, kernels, radices);
        int rule = keyRules.get(task.rule()).origin();
        for (int i = 0; i < batch.size; i++) {
            int number = vectors.number(batch.vector[i]);
            add(counts, rule, number);
            if (tape.length > 0) {
                tape[batch.tapeAt[i]] = (char) (number + 1);
            }
        }
    }

    Vectors vectors() {
        return vectors;
    }

    /** Pairs of one of this thread's vectors that a rule brought first. */
    long count(int rule, int number) {
        return of(counts, rule, number);
    }

    private static void add(long[][] counts, int rule, int number) {
        if (number >= counts[rule].length) {
            counts[rule] = Arrays.copyOf(counts[rule], Math.max(number + 1, counts[rule].length * 2));
        }
        counts[rule][number]++;
    }

    private static long of(long[][] counts, int rule, int number) {
        return number < counts[rule].length ? counts[rule][number] : 0;
    }
}
