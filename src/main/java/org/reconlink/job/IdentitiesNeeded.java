package org.reconlink.job;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.flow.FlowExecutionStatus;
import org.springframework.batch.core.job.flow.JobExecutionDecider;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/**
 * Asks whether a step is left that needs the people of the extract. They are never stored, so a restart reads and links them again,
 * but not once the rate is estimated, which is the last that asks for them.
 */
record IdentitiesNeeded(JobRepository runs) implements JobExecutionDecider {
    static final String NO_LONGER = "NO_LONGER";

    @Override
    public FlowExecutionStatus decide(JobExecution execution, @Nullable StepExecution last) {
        StepExecution rate = runs.getLastStepExecution(execution.getJobInstance(), "estimateRate");
        boolean estimated = rate != null && rate.getStatus() == BatchStatus.COMPLETED;
        return estimated ? new FlowExecutionStatus(NO_LONGER) : FlowExecutionStatus.COMPLETED;
    }
}
