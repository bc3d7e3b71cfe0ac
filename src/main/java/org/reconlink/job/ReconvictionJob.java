package org.reconlink.job;

import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.FlowBuilder;
import org.springframework.batch.core.job.builder.FlowJobBuilder;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
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
}
