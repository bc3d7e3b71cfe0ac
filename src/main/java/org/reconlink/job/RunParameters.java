package org.reconlink.job;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditTrail;
import org.reconlink.store.RunRegister;
import org.reconlink.study.Study;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;

/**
 * What a run is given, as the job repository keeps it. Study, protocol, data cut, all else that makes a run the same as another,
 * and how often that was forced identify it: the same again goes on where an earlier try ended. Who gives it, why, and where the
 * outputs go may change from one try to the next.
 *
 * @param identity SHA-256 over everything that a run stands on
 * @param version 1, and one more for each time the same run was forced
 * @param run its id, which data cut, identity and version make
 * @param base the identity but for the links of an earlier run
 * @param earlierRun whose links it was given; null if there is none
 * @param lastRun the study's last run when it first began; null if there was none
 */
record RunParameters(
        String identity,
        int version,
        String run,
        String base,
        @Nullable String earlierRun,
        @Nullable String lastRun) {

    JobParameters of(Study study, StudyRun.Options options, AuditTrail.Author author) {
        JobParametersBuilder parameters = new JobParametersBuilder()
                .addString(RunRegister.STUDY, study.id(), true)
                .addString(RunRegister.PROTOCOL_SHA256, study.protocolSha256(), true)
                .addLocalDate(RunRegister.DATA_CUT, study.outcome().dataCut(), true)
                .addString(RunRegister.IDENTITY, identity, true)
                .addLong(RunRegister.VERSION, (long) version, true);
        if (study.anotherDataCut()) {
            parameters.addLocalDate(RunRegister.GIVEN_DATA_CUT, study.outcome().dataCut(), false);
        }
        Map<String, @Nullable String> others = new LinkedHashMap<>();
        others.put(RunRegister.RUN, run);
        others.put(RunRegister.PROTOCOL, absolute(study.protocol()));
        others.put(RunRegister.OUTPUT, absolute(options.output()));
        others.put(RunRegister.REASON, options.force());
        others.put(RunRegister.BASE, base);
        others.put(RunRegister.EARLIER_RUN, earlierRun);
        others.put(RunRegister.LAST_RUN, lastRun);
        others.put("codeVersion", author.version());
        others.put("account", author.account());
        others.put("operator", author.operator());
        others.forEach((name, value) -> {
            if (value != null) {
                parameters.addString(name, value, false);
            }
        });
        return parameters.toJobParameters();
    }

    /** A command can be given from anywhere: what was typed leads to the same place only from where it was typed. */
    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }
}
