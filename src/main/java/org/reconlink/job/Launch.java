package org.reconlink.job;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;

/** Starts a job, or restarts it where an earlier try of the same run stopped. */
record Launch(JobOperator operator, JobRepository runs) {

    JobExecution launch(Job job, String runId) {
        JobParameters parameters =
                new JobParametersBuilder().addString("run", runId, true).toJobParameters();
        try {
            JobExecution last = runs.getLastJobExecution(job.getName(), parameters);
            if (last == null) {
                return operator.start(job, parameters);
            }
            return last.getStatus() == BatchStatus.COMPLETED ? last : operator.restart(restartable(last));
        } catch (org.springframework.batch.core.job.JobExecutionException e) {
            throw new IllegalStateException("the run cannot be launched", e);
        }
    }

    /** An execution still marked as running belongs to a process that is gone: this one holds the store's lock. */
    private JobExecution restartable(JobExecution last) {
        @Nullable JobExecution recovered = last.isRunning() ? operator.recover(last) : last;
        return recovered == null ? last : recovered;
    }
}
