package org.reconlink.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reconlink.audit.AuditLog;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.result.StudyResult;

class AuditEventsTest {

    private static final String REOFFENDER = Made.pseudonyms().of(new ParticipantId("a"));
    private static final String UNLINKED = Made.pseudonyms().of(new ParticipantId("b"));

    @TempDir
    Path directory;

    @Test
    void everyDecisionIsRecorded() throws IOException {
        List<String> events = events(Made.result(Made.reoffender("a"), Made.unlinked("b")));

        assertThat(events)
                .contains(
                        "\"file read\",\"bytes\":100,\"file\":\"custody.csv\",\"format\":\"CSV\",\"rows_read\":10,"
                                + "\"rows_rejected\":1,\"section\":\"custody\",\"sha256\":\"" + "ab".repeat(32) + "\"",
                        "\"findings\",\"count\":2,\"file\":\"convictions.csv\",\"rule\":\"date\",\"severity\":\"rejected\"",
                        "\"findings\",\"count\":1,\"file\":\"convictions.csv\",\"rule\":\"postcode\",\"severity\":\"warning\"",
                        "\"linkage finished\",\"candidate_pairs\":12,\"identities\":4100,\"link_from\":0.990000,"
                                + "\"model\":\"shipped\",\"pairs_by_rule\":{\"surname + date of birth\":12},"
                                + "\"persons\":4000,\"review_from\":0.500000",
                        "\"pair decided\",\"blocked_by\":[\"surname + date of birth\"],\"candidate\":1,\"compared\":["
                                + "{\"adjustment\":1.250000,\"comparison\":\"name\",\"level\":\"exact\",\"weight\":12.500000},"
                                + "{\"adjustment\":0.000000,\"comparison\":\"date of birth\","
                                + "\"level\":\"day and month swapped\",\"weight\":3.000000}],"
                                + "\"decision\":\"link\",\"probability\":0.999900,"
                                + "\"reason\":\"above the threshold for links\",\"source\":\"pnc-1.csv, row 7\","
                                + "\"subject\":\"" + REOFFENDER + "\",\"weight\":16.750000",
                        "\"link decided\",\"probability\":0.999900,\"status\":\"linked\",\"subject\":\"" + REOFFENDER
                                + "\",\"warnings\":[],\"weight\":30.500000",
                        "\"link decided\",\"probability\":null,\"status\":\"unlinked\",\"subject\":\"" + UNLINKED
                                + "\",\"warnings\":[],\"weight\":null",
                        "\"participant included\",\"subject\":\"" + REOFFENDER + "\",\"warnings\":[]",
                        "\"participant excluded\",\"reason\":\"linked\",\"subject\":\"" + UNLINKED
                                + "\",\"warnings\":[]",
                        "\"offence placed\",\"code\":\"TH68001\",\"court_mode\":\"either way\","
                                + "\"court_mode_evidence\":\"cjs code\",\"home_office_code\":\"39/00\",\"offence\":2,"
                                + "\"seriousness\":{\"court-mode\":\"less serious\"},\"sources\":[\"pnc-1.csv, row 1\"],"
                                + "\"subject\":\"" + REOFFENDER
                                + "\",\"timing\":{\"after\":\"in window\",\"during\":\"after\"}",
                        "\"outcome derived\",\"not_observed_reason\":null,\"observed\":true,\"recalls\":0,"
                                + "\"reoffending\":{\"conviction_occasions\":1,\"offences\":1,\"reconvicted\":\"yes\","
                                + "\"reoffended\":\"yes\",\"seriousness\":{\"court-mode\":\"less serious\"},\"uncertain_offences\":0,"
                                + "\"undated_offences\":0},"
                                + "\"subject\":\"" + REOFFENDER + "\",\"time\":{\"at_risk_days\":2800,"
                                + "\"at_risk_days_to_first\":50,\"censor_reason\":\"horizon\",\"days\":2830,"
                                + "\"days_to_first\":51},\"window\":\"after\"",
                        "\"outcome derived\",\"not_observed_reason\":\"unlinked\",\"observed\":false,\"recalls\":null,"
                                + "\"reoffending\":null,\"subject\":\"" + UNLINKED
                                + "\",\"time\":null,\"window\":\"after\"");
        // Opening, 3 files, 2 findings, linkage, 1 pair, 2 of each participant, 2 offences, 4 outcomes, closing.
        assertThat(events).hasSize(1 + 3 + 2 + 1 + 1 + 4 + 2 + 4 + 1);
    }

    @Test
    void theLogIsWholeAndTheSameForTheSameResult() throws IOException {
        StudyResult result = Made.result(Made.reoffender("a"), Made.unlinked("b"), Made.immature("c"));
        Path log = write(result);

        assertThat(AuditLog.verify(log)).isEmpty();
        assertThat(Files.readAllBytes(write(result))).isEqualTo(Files.readAllBytes(log));
    }

    /** What stands between the number and the hash of the line before. */
    private List<String> events(StudyResult result) throws IOException {
        return Files.readAllLines(write(result)).stream()
                .map(line -> line.substring(line.indexOf("\"event\":") + 8, line.lastIndexOf(",\"prev\":")))
                .toList();
    }

    private Path write(StudyResult result) throws IOException {
        Path log = Files.createTempDirectory(directory, "log").resolve("audit.jsonl");
        try (AuditLog audit = AuditLog.create(log, "resettle", "run-1", "ab")) {
            AuditEvents.record(result, audit);
            audit.seal();
        }
        return log;
    }
}
