package org.reconlink.job;

import org.jspecify.annotations.Nullable;
import org.reconlink.job.StopRequest.Stopping;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.FlowBuilder;
import org.springframework.batch.core.job.builder.FlowJobBuilder;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.flow.FlowExecutionStatus;
import org.springframework.batch.core.job.flow.JobExecutionDecider;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One study run, in the order its protocol is written. */
@Configuration(proxyBeanMethods = false)
class ReconvictionJob {
    static final String NAME = "reconviction";

    @Bean
    Job reconviction(
            JobRepository runs,
            Stopping stopping,
            RunEnd end,
            IdentitiesNeeded identitiesNeeded,
            Step refuseInput,
            Step checkInputs,
            Step readParticipants,
            Step compareParticipants,
            Step readCustody,
            Step indexIdentities,
            Step linkPersons,
            Step collectConvictions,
            Step deriveOutcomes,
            Step estimateRate,
            Step publishDataset,
            Step loadDatabase) {
        FlowBuilder<FlowJobBuilder> flow =
                new JobBuilder(NAME, runs).listener(stopping).listener(end).flow(checkInputs);
        after(flow, checkInputs, refuseInput).to(readParticipants);
        after(flow, readParticipants, refuseInput).to(compareParticipants);
        after(flow, compareParticipants, refuseInput).to(readCustody);
        after(flow, readCustody, refuseInput).to(identitiesNeeded);
        flow.from(identitiesNeeded).on(IdentitiesNeeded.NO_LONGER).to(publishDataset);
        flow.from(identitiesNeeded).on("*").to(indexIdentities);
        after(flow, indexIdentities, refuseInput).to(linkPersons);
        after(flow, linkPersons, refuseInput).to(collectConvictions);
        after(flow, collectConvictions, refuseInput).to(deriveOutcomes);
        after(flow, deriveOutcomes, refuseInput).to(estimateRate);
        after(flow, estimateRate, refuseInput).to(publishDataset);
        after(flow, publishDataset, refuseInput).to(loadDatabase);
        after(flow, loadDatabase, refuseInput).to(end);
        flow.from(end).on(RunEnd.OPEN_CASES).end(ExitCode.DONE_WITH_OPEN_CASES.batchName());
        flow.from(end).on("*").end();
        flow.from(refuseInput).on("*").fail();
        return flow.end().build();
    }

    /** A step that is done goes on, one that refuses the input goes to say so, and any other end is the job's. */
    private static FlowBuilder.TransitionBuilder<FlowJobBuilder> after(
            FlowBuilder<FlowJobBuilder> flow, Step step, Step refuseInput) {
        flow.from(step).on(ExitCode.INPUT_REJECTED.batchName()).to(refuseInput);
        flow.from(step).on("*").fail();
        return flow.from(step).on(ExitCode.DONE.batchName());
    }

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
}
