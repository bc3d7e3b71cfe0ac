package org.reconlink.job;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks a run to stop where it can go on later. Whoever hears a signal asks on a thread of its own; the run looks when it can. */
public final class StopRequest {
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable ExitCode asked;
    private Runnable lastWords = () -> {};

    /**
     * Stops the run that is or will be under way; does not wait.
     *
     * @param end how it then ends, by the signal
     */
    public void request(ExitCode end) {
        asked = end;
    }

    public boolean isRequested() {
        return asked != null;
    }

    /** How a run ends that was stopped. */
    ExitCode end() {
        ExitCode end = asked;
        return end == null ? ExitCode.STOPPED : end;
    }

    /** Says that the run has ended and whatever it held is closed. */
    public void ended() {
        ended.countDown();
    }

    /** What is to be said if the process ends while the run is inside a step. */
    synchronized void ifCutOff(Runnable words) {
        lastWords = words;
    }

    /** Says that the process ends now, wherever the run is. */
    public synchronized void cutOff() {
        lastWords.run();
    }

    /** Waits until the run has ended; false if it has not by then. */
    public boolean awaitEnd(long millis) throws InterruptedException {
        return ended.await(millis, TimeUnit.MILLISECONDS);
    }
}
