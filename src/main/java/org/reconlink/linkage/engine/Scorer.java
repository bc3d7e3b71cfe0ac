package org.reconlink.linkage.engine;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.reconlink.linkage.blocking.BlockCursor;
import org.reconlink.linkage.comparison.EngineComparison;
import org.reconlink.linkage.comparison.PairKernel;
import org.reconlink.linkage.comparison.Vectors;
import org.reconlink.linkage.record.Columns;
import org.reconlink.linkage.record.Parallel;

/** Finds the pairs whose weight reaches the threshold: from the tape, or comparing again where there is none. */
final class Scorer {
    private static final int BELOW = -1;

    private final PairCounts counts;
    private final List<EngineComparison> comparisons;
    private final double[] weights;
    private final double[] atMost;
    private final Supplier<PairBits> bits;
    private final double threshold;
    private final int threads;
    private final ScoredPairs[] found;

    Scorer(
            PairCounts counts,
            List<EngineComparison> comparisons,
            double[] weights,
            double[] atMost,
            Supplier<PairBits> bits,
            double threshold,
            int threads) {
        if (weights.length != counts.size()) {
            throw new IllegalArgumentException(
                    "there are " + counts.size() + " vectors and " + weights.length + " weights; give each its own");
        }
        this.counts = counts;
        this.comparisons = comparisons;
        this.weights = weights.clone();
        this.atMost = atMost.clone();
        this.bits = bits;
        this.threshold = threshold;
        this.threads = threads;
        this.found = new ScoredPairs[threads];
    }

    void score(PairSink sink) {
        Arrays.setAll(found, thread -> new ScoredPairs());
        Parallel.run(threads, counts.tasks().size(), thread -> {
            Tape tape = counts.tape();
            return tape == null ? comparing(thread) : replaying(thread, tape);
        });
        counts.forgetTape();
        ScoredPairs.deliver(List.of(found), counts.candidates().left().rows(), sink);
    }

    private IntConsumer comparing(int thread) {
        Columns columns = counts.candidates().left().table().columns();
        PairKernel[] kernels =
                comparisons.stream().map(comparison -> comparison.on(columns)).toArray(PairKernel[]::new);
        long[] radices = Vectors.radices(comparisons);
        PairBits own = bits.get();
        PairStream stream = new PairStream(counts.candidates(), (batch, task) -> {
            PairCounter.compare(batch, kernels, radices);
            for (int i = 0; i < batch.size; i++) {
                int vector = counts.index(batch.vector[i]);
                if (reachable(vector)) {
                    take(thread, own, batch.leftRow[i], batch.rightRow[i], vector);
                }
            }
        });
        return number -> stream.run(counts.tasks().get(number));
    }

    private IntConsumer replaying(int thread, Tape tape) {
        int[][] wanted = new int[tape.vectors().length][];
        Arrays.setAll(wanted, of -> wanted(tape.vectors()[of]));
        PairBits own = bits.get();
        return number ->
                replay(thread, own, counts.tasks().get(number), tape.tapes()[number], wanted[tape.threads()[number]]);
    }

    private void replay(int thread, PairBits own, PairTask task, char[] tape, int[] wanted) {
        BlockCursor block = counts.candidates().cursor(task.rule(), task.blocks(), task.from());
        int at = 0;
        while (block.next(task.to())) {
            int leftTo = Math.min(block.lefts(), task.leftTo());
            for (int left = task.leftFrom(); left < leftTo; left++) {
                for (int right = block.firstRight(left); right < block.rights(); right++) {
                    int vector = wanted[tape[at++]];
                    if (vector != BELOW) {
                        take(thread, own, block.left(left), block.right(right), vector);
                    }
                }
            }
        }
    }

    /** Place of each of a thread's vectors, by what the tape calls it, where a pair of it can reach the threshold. */
    private int[] wanted(Vectors vectors) {
        int[] wanted = new int[vectors.size() + 1];
        wanted[0] = BELOW;
        for (int number = 0; number < vectors.size(); number++) {
            int vector = counts.index(vectors.vector(number));
            wanted[number + 1] = reachable(vector) ? vector : BELOW;
        }
        return wanted;
    }

    private boolean reachable(int vector) {
        return atMost[vector] >= threshold;
    }

    private void take(int thread, PairBits own, int left, int right, int vector) {
        double weight = weights[vector] + own.of(vector, left, right);
        if (weight >= threshold) {
            found[thread].add(left, right, vector, weight);
        }
    }
}
