package org.reconlink.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.reconlink.publish.StudyResult;

/** The study report: one page that needs nothing but a browser. */
public final class Report {
    private final Cohort cohort;
    private final Map<String, String> versions;
    private final String runId;

    private Report(StudyResult result, Map<String, String> versions, String runId) {
        this.cohort = Cohort.of(result);
        this.versions = versions;
        this.runId = runId;
    }

    /**
     * Writes the report of a run; the same result, versions and run id give the same bytes.
     *
     * @param versions what made it, by name; printed in order of name
     * @throws IOException if the file cannot be written
     */
    public static void write(Path file, StudyResult result, Map<String, String> versions, String runId)
            throws IOException {
        Files.writeString(file, new Report(result, versions, runId).page());
    }

    private String page() {
        StudyResult study = cohort.result();
        return new Page(
                        "Reconlink study report",
                        study.title(),
                        Page.facts(study, runId),
                        Headline.of(cohort),
                        chapters())
                .text();
    }

    private List<Chapter> chapters() {
        return List.of(
                FlowChapter.of(cohort),
                PeopleChapter.of(cohort),
                LinkageChapter.of(cohort),
                RecallChapter.of(cohort),
                ReconvictionChapter.of(cohort),
                SurvivalChapter.of(cohort),
                TimelineChapter.of(cohort),
                SeriousnessChapter.of(cohort),
                ExpectedChapter.of(cohort),
                RateChapter.of(cohort),
                DefinitionsChapter.of(cohort),
                InputsChapter.of(cohort),
                ProtocolChapter.of(cohort),
                VersionsChapter.of(versions));
    }
}
