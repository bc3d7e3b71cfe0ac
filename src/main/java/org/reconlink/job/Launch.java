package org.reconlink.job;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/** Starts a job, or restarts it where an earlier try of the same run stopped. */
record Launch(JobOperator operator, JobRepository runs) {

    JobExecution launch(Job job, String runId) {
        JobParameters parameters =
                new JobParametersBuilder().addString("run", runId, true).toJobParameters();
        try {
            forgetUnbegun(job.getName(), parameters);
            JobExecution last = runs.getLastJobExecution(job.getName(), parameters);
            if (last == null) {
                return operator.start(job, parameters);
            }
            return last.getStatus() == BatchStatus.COMPLETED ? last : operator.restart(restartable(last));
        } catch (org.springframework.batch.core.job.JobExecutionException e) {
            throw new IllegalStateException("the run cannot be launched", e);
        }
    }

    /** A process that ends between the two writes of a launch leaves an instance without an execution, which Batch refuses. */
    private void forgetUnbegun(String job, JobParameters parameters) {
        JobInstance instance = runs.getJobInstance(job, parameters);
        if (instance != null && runs.getJobExecutions(instance).isEmpty()) {
            runs.deleteJobInstance(instance);
        }
    }

    /** An execution still marked as running belongs to a process that is gone: this one holds the store's lock. */
    private JobExecution restartable(JobExecution last) {
        @Nullable JobExecution recovered = last.isRunning() ? operator.recover(last) : last;
        JobExecution execution = recovered == null ? last : recovered;
        execution.getStepExecutions().stream()
                .filter(step -> step.getStatus() == BatchStatus.UNKNOWN
                        || step.getStatus().isRunning())
                .forEach(this::failed);
        if (execution.getStatus() == BatchStatus.UNKNOWN) {
            execution.setStatus(BatchStatus.FAILED);
            runs.update(execution);
        }
        return execution;
    }

    /**
     * A full disk or a failing database can leave open whether a step's last commit was made, and the step marked as running
     * in a job that has ended. It does not matter: what a step writes, and how far it has come, are in one transaction of
     * one store, which has both or neither.
     */
    private void failed(StepExecution step) {
        step.setStatus(BatchStatus.FAILED);
        runs.update(step);
    }
}
