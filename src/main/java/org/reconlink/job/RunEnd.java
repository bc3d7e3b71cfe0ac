package org.reconlink.job;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Finding;
import org.reconlink.publish.PseudonymKey.PseudonymKeyException;
import org.reconlink.store.WorkingStore;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.flow.FlowExecutionStatus;
import org.springframework.batch.core.job.flow.JobExecutionDecider;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.step.StepExecution;

/**
 * Says how a run ended, in the exit status that the job repository keeps; the exit code of the process follows from it. A run
 * that is complete has open cases if rows were rejected or pairs await review, which the flow asks at its end.
 */
record RunEnd(RunContext run, WorkingStore store, StopRequest stop, Clock clock)
        implements JobExecutionDecider, JobExecutionListener {
    static final String OPEN_CASES = "OPEN_CASES";

    @Override
    public FlowExecutionStatus decide(JobExecution execution, @Nullable StepExecution last) {
        return hasOpenCases() ? new FlowExecutionStatus(OPEN_CASES) : FlowExecutionStatus.COMPLETED;
    }

    private boolean hasOpenCases() {
        return store.findings().read(run.runId()).stream()
                        .anyMatch(finding -> finding.severity() == Finding.Severity.REJECTED)
                || LinkPersons.inDoubt(store.readLinkage(run.runId())) > 0;
    }

    @Override
    public void beforeJob(JobExecution execution) {
        store.runs().began(execution.getId(), clock.instant());
    }

    @Override
    public void afterJob(JobExecution execution) {
        if (execution.getStatus() == BatchStatus.COMPLETED) {
            if (execution.getExitStatus().getExitCode().equals(ExitStatus.NOOP.getExitCode())) {
                // every step was complete before, and Batch puts that before what the flow said
                execution.setExitStatus((hasOpenCases() ? ExitCode.DONE_WITH_OPEN_CASES : ExitCode.DONE).status(""));
            }
        } else {
            execution.setExitStatus(failed(execution));
        }
        store.runs().ended(execution.getId(), clock.instant());
    }

    private ExitStatus failed(JobExecution execution) {
        if (execution.getStatus() == BatchStatus.STOPPED) {
            return stop.end().status("");
        }
        if (execution.getStepExecutions().stream().anyMatch(step -> ExitCode.INPUT_REJECTED.is(step.getExitStatus()))) {
            return ExitCode.INPUT_REJECTED.status(RefuseInput.because(execution));
        }
        Throwable failure = failure(execution);
        return of(failure).status(failure.getClass().getName());
    }

    /** What went wrong first. */
    static Throwable failure(JobExecution execution) {
        List<Throwable> failures = execution.getAllFailureExceptions();
        return failures.isEmpty()
                ? new IllegalStateException("the run ended as " + execution.getStatus())
                : failures.get(0);
    }

    /** Batch may wrap what a reader threw, so the cause decides. */
    static ExitCode of(Throwable failure) {
        boolean storage = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PseudonymKeyException) {
                return ExitCode.USAGE;
            }
            storage |= StorageFailure.is(cause) || cause instanceof OutOfMemoryError;
        }
        return storage ? ExitCode.STORAGE : ExitCode.UNEXPECTED;
    }
}
