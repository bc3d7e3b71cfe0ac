package org.reconlink.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.ProcessOnHost;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.launch.JobExecutionNotRunningException;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.StepInterruptionPolicy;

/**
 * Asks a run to stop where it can go on later. Whoever hears a signal asks on a thread of its own; the run looks when it can. Who
 * cannot signal the run's process, because it is another account's or on another host, or on Windows, where a signal ends it at
 * once, asks in a file beside the store, which names the process, so that no later run takes it for itself.
 */
public final class StopRequest {
    private static final String FILE = "stop";
    private static final long POLL_MILLIS = 500;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Runnable askedInFile;
    private volatile @Nullable ExitCode asked;
    private Runnable lastWords = () -> {};

    public StopRequest() {
        this.askedInFile = () -> request(ExitCode.STOPPED);
    }

    /** @param askedInFile what is done when the file asks, on a thread of its own, instead of a mere request */
    public StopRequest(Runnable askedInFile) {
        this.askedInFile = askedInFile;
    }

    /** Asks the run in a folder of working data, of which nobody knows whether it still lives; does not wait. */
    public static void ask(Path folder, ProcessOnHost run) throws IOException {
        Path partial = folder.resolve(FILE + ".partial");
        Files.writeString(partial, run.line(0), UTF_8);
        Files.move(partial, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Looks for the file until that is closed; one of an earlier run is removed. */
    Watch watch(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        Files.deleteIfExists(file);
        Thread thread = new Thread(() -> poll(file), "stop-file");
        thread.setDaemon(true);
        thread.start();
        return () -> {
            thread.interrupt();
            Files.deleteIfExists(file);
        };
    }

    /** Ends the looking. */
    interface Watch extends Closeable {}

    private void poll(Path file) {
        try {
            while (!asks(file)) {
                Thread.sleep(POLL_MILLIS);
            }
            Files.deleteIfExists(file);
            askedInFile.run();
        } catch (InterruptedException e) {
            // the run has ended
        } catch (IOException e) {
            askedInFile.run(); // it asks, whatever becomes of the file
        }
    }

    private static boolean asks(Path file) {
        try {
            return Files.exists(file)
                    && ProcessOnHost.self().equals(ProcessOnHost.parse(Files.readString(file, UTF_8)));
        } catch (IOException e) {
            return false; // gone in between
        }
    }

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

    /**
     * Has Batch stop the run, once that is asked for, where it can go on later: before it begins, between two chunks and between two
     * steps. On the job's own thread: the operator saves how far a step has come, which seen from another thread would be in the
     * middle of a chunk whose rows are not written yet.
     */
    record Stopping(StopRequest request, JobOperator operator)
            implements JobExecutionListener, StepExecutionListener, StepInterruptionPolicy {
        @Override
        public void beforeJob(JobExecution execution) {
            stopIfAsked(execution);
        }

        @Override
        public void checkInterrupted(StepExecution step) {
            stopIfAsked(step.getJobExecution());
        }

        @Override
        public @Nullable ExitStatus afterStep(StepExecution step) {
            if (step.getStatus() == BatchStatus.COMPLETED) {
                stopIfAsked(step.getJobExecution());
            }
            return null;
        }

        private void stopIfAsked(JobExecution execution) {
            if (request.isRequested() && execution.getStatus() == BatchStatus.STARTED) {
                try {
                    operator.stop(execution);
                } catch (JobExecutionNotRunningException e) {
                    throw new IllegalStateException("a job that runs can be stopped", e);
                }
            }
        }
    }
}
