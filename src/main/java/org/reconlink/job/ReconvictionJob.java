package org.reconlink.job;

import org.springframework.batch.core.job.Job;
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
            StopRequest stop,
            Step checkInputs,
            Step readParticipants,
            Step readCustody,
            Step indexIdentities,
            Step linkPersons,
            Step collectConvictions,
            Step deriveOutcomes,
            Step estimateRate,
            Step publishDataset,
            Step loadDatabase) {
        return new JobBuilder(NAME, runs)
                .listener(stop)
                .start(checkInputs)
                .next(readParticipants)
                .next(readCustody)
                .next(indexIdentities)
                .next(linkPersons)
                .next(collectConvictions)
                .next(deriveOutcomes)
                .next(estimateRate)
                .next(publishDataset)
                .next(loadDatabase)
                .build();
    }
}
