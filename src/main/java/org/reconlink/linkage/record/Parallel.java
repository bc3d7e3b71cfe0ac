package org.reconlink.linkage.record;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/** Runs numbered tasks on some threads, each thread taking the next number. */
public final class Parallel {
    private Parallel() {}

    /**
     * Runs the tasks and waits for them.
     *
     * @param worker makes what one thread does with a task's number, given the thread's own number
     */
    public static void run(int threads, int tasks, IntFunction<IntConsumer> worker) {
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<Thread> running = new ArrayList<>();
        for (int thread = 1; thread < Math.min(threads, tasks); thread++) {
            int number = thread;
            Thread started = new Thread(() -> work(number, tasks, worker, next, failure), "linkage-" + number);
            started.setDaemon(true);
            started.start();
            running.add(started);
        }
        work(0, tasks, worker, next, failure);
        running.forEach(Parallel::join);
        rethrow(failure.get());
    }

    private static void work(
            int thread,
            int tasks,
            IntFunction<IntConsumer> worker,
            AtomicInteger next,
            AtomicReference<Throwable> failure) {
        try {
            IntConsumer work = worker.apply(thread);
            for (int task = next.getAndIncrement(); task < tasks; task = next.getAndIncrement()) {
                work.accept(task);
            }
        } catch (RuntimeException | Error thrown) {
            // Where memory ends in one thread, others stumble over what it left half done: that it ended is what to
            // say.
            failure.accumulateAndGet(
                    thrown,
                    (before, now) ->
                            before == null || (now instanceof Error && !(before instanceof Error)) ? now : before);
            next.set(tasks);
        }
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void rethrow(@org.jspecify.annotations.Nullable Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException thrown) {
            throw thrown;
        }
    }
}
