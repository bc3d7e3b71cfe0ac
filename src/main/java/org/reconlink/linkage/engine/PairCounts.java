package org.reconlink.linkage.engine;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.blocking.Candidates;
import org.reconlink.linkage.engine.PairStream.PairTask;
import org.reconlink.linkage.engine.Scorer.Tape;

/** How many candidate pairs have each comparison vector, each pair counted once, under the first rule that holds. */
public final class PairCounts {
    private final Candidates candidates;
    private final List<PairTask> tasks;
    private final long[] radices;
    private final long[] vectors;
    private final long[][] counts;
    private @Nullable Tape tape;

    PairCounts(
            Candidates candidates,
            List<PairTask> tasks,
            long[] radices,
            List<PairCounter> counters,
            @Nullable Tape tape) {
        this.candidates = candidates;
        this.tasks = tasks;
        this.radices = radices;
        this.tape = tape;
        this.vectors = counters.stream()
                .map(PairCounter::vectors)
                .flatMapToLong(
                        seen -> java.util.stream.IntStream.range(0, seen.size()).mapToLong(seen::vector))
                .sorted()
                .distinct()
                .toArray();
        this.counts = new long[candidates.rules().size()][vectors.length];
        for (PairCounter counter : counters) {
            for (int number = 0; number < counter.vectors().size(); number++) {
                int at = index(counter.vectors().vector(number));
                for (int rule = 0; rule < counts.length; rule++) {
                    counts[rule][at] += counter.count(rule, number);
                }
            }
        }
    }

    /** Vectors that occur, ascending; the first comparison's level is the lowest digit. */
    public long[] vectors() {
        return vectors.clone();
    }

    /** Pairs of each vector. */
    public long[] counts() {
        long[] sums = new long[vectors.length];
        for (long[] rule : counts) {
            Arrays.setAll(sums, i -> sums[i] + rule[i]);
        }
        return sums;
    }

    /** Pairs of each vector that a rule brings and no earlier one. */
    public long[] countsOf(int rule) {
        return counts[rule].clone();
    }

    /** All pairs. */
    public long pairs() {
        return Arrays.stream(counts()).sum();
    }

    /** Number of comparisons. */
    public int comparisons() {
        return radices.length - 1;
    }

    /** Level of a comparison in the vector at a place of {@link #vectors}. */
    public int level(int vector, int comparison) {
        return (int) (vectors[vector] % radices[comparison + 1] / radices[comparison]);
    }

    /** Place of a vector. */
    int index(long vector) {
        return Arrays.binarySearch(vectors, vector);
    }

    int size() {
        return vectors.length;
    }

    Candidates candidates() {
        return candidates;
    }

    List<PairTask> tasks() {
        return tasks;
    }

    /** Lets the tape go, without which pairs are compared again; it is the greatest thing kept of them. */
    void forgetTape() {
        tape = null;
    }

    @Nullable
    Tape tape() {
        return tape;
    }
}
