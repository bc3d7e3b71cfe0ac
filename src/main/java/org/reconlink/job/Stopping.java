package org.reconlink.job;

import org.jspecify.annotations.Nullable;
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
