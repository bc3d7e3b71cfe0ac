package org.reconlink.job;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reconlink.audit.AuditTrail;
import org.reconlink.intake.FileScans;
import org.reconlink.publish.PseudonymKey;
import org.reconlink.study.Study;
import org.springframework.batch.core.job.parameters.JobParameters;

/**
 * What holds for one run.
 *
 * @param runId {@code <data cut>-<first eight digits of the identity>}, and {@code -<version>} from the second on
 * @param identity SHA-256 over study, protocol, inputs, code version, verdicts and the links of an earlier run
 * @param parameters all of it that identifies the run, and who gave it, as Batch keeps it
 * @param reason why a run was forced; null if it was not
 * @param output folder of all outputs
 * @param workFolder private folder of the study
 * @param key what pseudonyms are made with
 * @param versions product and libraries
 * @param scans of the input files
 * @param cluster that reads the conviction extract; null if this machine does
 * @param trail what the run tells of before it does it
 */
record RunContext(
        Study study,
        String runId,
        String identity,
        JobParameters parameters,
        @Nullable String reason,
        Path output,
        Path workFolder,
        PseudonymKey key,
        Map<String, String> versions,
        FileScans scans,
        @Nullable ExtractOnCluster cluster,
        AuditTrail trail) {

    /** The conviction extract, of which nothing is read yet. */
    ConvictionExtract extract() {
        return cluster == null ? new RowPlaces(study, scans) : cluster;
    }
}
