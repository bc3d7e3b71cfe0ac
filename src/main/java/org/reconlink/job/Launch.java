package org.reconlink.job;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/**
 * Starts a job, or goes on where an earlier try of the same run ended. Both are the operator's start: it finds the instance by
 * the identifying parameters, and keeps those of this try, such as who gave it, with the execution.
 */
record Launch(JobOperator operator, JobRepository runs) {

    JobExecution launch(Job job, JobParameters parameters) throws JobExecutionException {
        JobInstance instance = runs.getJobInstance(job.getName(), parameters);
        @Nullable JobExecution last = instance == null ? null : runs.getLastJobExecution(instance);
        if (last == null && instance != null) {
            // a process ended between the two writes of a launch, and Batch refuses an instance without an execution
            runs.deleteJobInstance(instance);
        }
        if (last != null) {
            makeRestartable(last);
        }
        return operator.start(job, parameters);
    }

    /** An execution still marked as running belongs to a process that is gone: this one holds the store's lock. */
    private void makeRestartable(JobExecution last) {
        last.getStepExecutions().stream()
                .filter(step -> step.getStatus() == BatchStatus.UNKNOWN)
                .forEach(this::settle);
        if (last.getStatus() == BatchStatus.UNKNOWN) {
            last.setStatus(BatchStatus.FAILED);
            runs.update(last);
        }
        boolean open = last.isRunning()
                || last.getStepExecutions().stream()
                        .anyMatch(step -> step.getStatus().isRunning());
        if (open) {
            operator.recover(last);
        }
    }

    /**
     * A full disk or a failing database can leave open whether a step's last commit was made, and neither the operator's recovery
     * nor a restart takes such a step. It does not matter: what a step writes, and how far it has come, are in one transaction
     * of one store, which has both or neither.
     */
    private void settle(StepExecution step) {
        step.setStatus(BatchStatus.FAILED);
        runs.update(step);
    }
}
