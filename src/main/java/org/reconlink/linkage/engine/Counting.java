package org.reconlink.linkage.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.reconlink.linkage.blocking.Candidates;
import org.reconlink.linkage.comparison.EngineComparison;
import org.reconlink.linkage.comparison.Vectors;
import org.reconlink.linkage.record.Parallel;

/** Counts the vectors of all candidate pairs, and keeps the tape where the settings have room for it. */
final class Counting {
    private static final char[] NO_TAPE = {};

    private final Candidates candidates;
    private final List<EngineComparison> comparisons;
    private final List<PairTask> tasks;
    private final int threads;
    private final boolean taped;
    private final char[][] tapes;
    private final int[] threadOf;
    private final PairCounter[] counters;

    Counting(Candidates candidates, List<EngineComparison> comparisons, EngineSettings settings) {
        this.candidates = candidates;
        this.comparisons = comparisons;
        this.tasks = PairTask.of(candidates);
        this.threads = settings.threads();
        this.taped = tasks.stream().mapToLong(PairTask::pairs).sum() * Character.BYTES <= settings.tapeBytes();
        this.tapes = new char[tasks.size()][];
        this.threadOf = new int[tasks.size()];
        this.counters = new PairCounter[threads];
    }

    PairCounts counts() {
        Arrays.setAll(counters, thread -> new PairCounter(candidates, comparisons));
        Parallel.run(threads, tasks.size(), this::worker);
        List<PairCounter> all = List.of(counters);
        boolean fits = all.stream().allMatch(counter -> counter.vectors().size() < Tape.MOST_VECTORS);
        Vectors[] vectors = all.stream().map(PairCounter::vectors).toArray(Vectors[]::new);
        return new PairCounts(
                candidates,
                tasks,
                Vectors.radices(comparisons),
                all,
                taped && fits ? new Tape(tapes, threadOf, vectors) : null);
    }

    private IntConsumer worker(int thread) {
        PairCounter counter = counters[thread];
        char[][] tape = {NO_TAPE};
        PairStream stream = new PairStream(
                candidates, (batch, task) -> counter.count(batch, task, Objects.requireNonNull(tape[0])));
        return number -> {
            PairTask task = tasks.get(number);
            tape[0] = taped ? new char[task.pairs()] : NO_TAPE;
            tapes[number] = tape[0];
            threadOf[number] = thread;
            stream.run(task);
        };
    }
}
