package org.reconlink.linkage.engine;

import it.unimi.dsi.fastutil.doubles.DoubleArrays;
import it.unimi.dsi.fastutil.longs.LongArrays;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.reconlink.linkage.blocking.BlockCursor;
import org.reconlink.linkage.comparison.EngineComparison;
import org.reconlink.linkage.comparison.PairKernel;
import org.reconlink.linkage.comparison.Vectors;
import org.reconlink.linkage.engine.PairSink.PairBits;
import org.reconlink.linkage.engine.PairStream.PairTask;
import org.reconlink.linkage.record.PackedColumns;
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
        PackedColumns columns = counts.candidates().left().table().columns();
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

    /**
     * Pairs found by one thread, in no order; {@link #deliver} puts those of all threads in order. They lie in pieces, so that
     * growing copies nothing and what is delivered leaves room.
     */
    private static final class ScoredPairs {
        private static final int IN_PIECE = 1 << 14;
        /** So many pairs of a row are put in order one by one: most rows have no more. */
        private static final int FEW = 64;

        /** Left row, right row and vector of each pair, and its weight. */
        @SuppressWarnings("ArrayRecordComponent") // never compared
        private record Piece(int[] rows, double[] weights) {}

        private final List<Piece> pieces = new ArrayList<>();
        private int used = IN_PIECE;

        void add(int left, int right, int vector, double weight) {
            if (used == IN_PIECE) {
                pieces.add(new Piece(new int[3 * IN_PIECE], new double[IN_PIECE]));
                used = 0;
            }
            Piece piece = pieces.get(pieces.size() - 1);
            piece.rows[3 * used] = left;
            piece.rows[3 * used + 1] = right;
            piece.rows[3 * used + 2] = vector;
            piece.weights[used++] = weight;
        }

        private int size(int piece) {
            return piece + 1 < pieces.size() ? IN_PIECE : used;
        }

        /**
         * Counts by left row, places, and then sorts the few pairs of each left row by the right one. A pair is moved to its
         * place rather than looked up there: memory takes scattered writes in its stride, and waits for scattered reads. The
         * pairs are gone afterwards.
         */
        static void deliver(List<ScoredPairs> all, int leftRows, PairSink sink) {
            int[] next = new int[leftRows + 1];
            for (ScoredPairs pairs : all) {
                for (int p = 0; p < pairs.pieces.size(); p++) {
                    int[] rows = pairs.pieces.get(p).rows;
                    for (int i = 0; i < pairs.size(p); i++) {
                        next[rows[3 * i] + 1]++;
                    }
                }
            }
            for (int row = 0; row < leftRows; row++) {
                next[row + 1] = Math.addExact(next[row + 1], next[row]);
            }
            long[] places = new long[next[leftRows]];
            double[] weights = new double[places.length];
            for (ScoredPairs pairs : all) {
                for (int p = pairs.pieces.size() - 1; p >= 0; p--) {
                    int size = pairs.size(p);
                    Piece piece = pairs.pieces.remove(p);
                    pairs.used = IN_PIECE;
                    for (int i = 0; i < size; i++) {
                        int at = next[piece.rows[3 * i]]++;
                        places[at] = (long) piece.rows[3 * i + 1] << 32 | piece.rows[3 * i + 2];
                        weights[at] = piece.weights[i];
                    }
                }
            }
            sink.expect(places.length);
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
            if (to - from <= FEW) {
                for (int i = from + 1; i < to; i++) {
                    long place = places[i];
                    double weight = weights[i];
                    int at = i;
                    for (; at > from && places[at - 1] > place; at--) {
                        places[at] = places[at - 1];
                        weights[at] = weights[at - 1];
                    }
                    places[at] = place;
                    weights[at] = weight;
                }
            } else {
                it.unimi.dsi.fastutil.Arrays.quickSort(
                        from, to, (a, b) -> Long.compare(places[a], places[b]), (a, b) -> {
                            LongArrays.swap(places, a, b);
                            DoubleArrays.swap(weights, a, b);
                        });
            }
        }
    }

    /**
     * The vector of every candidate pair in the order of its task, as the thread that ran the task numbers vectors, plus one;
     * 0 for pairs that another rule brings.
     *
     * @param tapes by task
     * @param threads by task, the thread that ran it
     * @param vectors by thread
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Tape(char[][] tapes, int[] threads, Vectors[] vectors) {
        static final int MOST_VECTORS = Character.MAX_VALUE;
    }
}
