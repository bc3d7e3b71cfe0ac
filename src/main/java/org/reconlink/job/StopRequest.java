package org.reconlink.job;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;

/**
 * Asks a run to stop where it can go on later: at the end of a chunk, or of a step that is one transaction. The run is
 * told directly and not through the job repository, where a stop is heard only after the next step has begun.
 */
public final class StopRequest implements JobExecutionListener, StepExecutionListener {
    private final CountDownLatch ended = new CountDownLatch(1);
    private boolean requested;
    private Runnable lastWords = () -> {};
    private @Nullable JobExecution job;
    private @Nullable StepExecution step;

    /** Stops the run that is or will be under way; does not wait. */
    public synchronized void request() {
        requested = true;
        if (job != null) {
            job.setStatus(BatchStatus.STOPPING);
        }
        if (step != null) {
            step.setTerminateOnly();
        }
    }

    public synchronized boolean isRequested() {
        return requested;
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

    @Override
    public synchronized void beforeJob(JobExecution execution) {
        job = execution;
        if (requested) {
            request();
        }
    }

    @Override
    public synchronized void beforeStep(StepExecution execution) {
        step = execution;
        if (requested) {
            request();
        }
    }
}
