package org.reconlink.job;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditTrail;
import org.reconlink.study.Study;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;

/**
 * What a run is given, as the job repository keeps it. Study, protocol, data cut, all else that makes a run the same as another,
 * and how often that was forced identify it: the same again goes on where an earlier try ended. Who gives it, why, and where the
 * outputs go may change from one try to the next.
 */
final class RunParameters {
    /** A run's id, which the others make. */
    static final String RUN = "run";

    private RunParameters() {}

    /**
     * @param identity SHA-256 over everything that a run stands on
     * @param version 1, and one more for each time the same run was forced
     */
    static JobParameters of(
            Study study,
            String identity,
            int version,
            String runId,
            @Nullable String reason,
            Path output,
            AuditTrail.Author author) {
        JobParametersBuilder parameters = new JobParametersBuilder()
                .addString("study", study.id(), true)
                .addString("protocolSha256", study.protocolSha256(), true)
                .addLocalDate("dataCut", study.outcome().dataCut(), true)
                .addString("identity", identity, true)
                .addLong("version", (long) version, true)
                .addString(RUN, runId, false)
                .addString("protocol", absolute(study.protocol()), false)
                .addString("output", absolute(output), false)
                .addString("codeVersion", author.version(), false)
                .addString("account", author.account(), false);
        if (author.operator() != null) {
            parameters.addString("operator", author.operator(), false);
        }
        if (reason != null) {
            parameters.addString("reason", reason, false);
        }
        return parameters.toJobParameters();
    }

    /** A command can be given from anywhere: what was typed leads to the same place only from where it was typed. */
    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }
}
