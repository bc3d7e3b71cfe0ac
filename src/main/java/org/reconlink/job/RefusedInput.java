package org.reconlink.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.reconlink.intake.FindingsFile;
import org.reconlink.publish.QualityFile;
import org.reconlink.report.QualityPage;
import org.reconlink.result.StudyResult;
import org.reconlink.result.quality.DataQuality;
import org.reconlink.store.WorkingStore;

/**
 * What a run that refused its input leaves to whoever mends it, in the study's working folder: all findings and, once rows were
 * read, the data-quality report of the files read until then.
 */
final class RefusedInput {
    private static final String FINDINGS = "findings.csv";
    private static final String PAGE = "data-quality.html";
    private static final String FIGURES = "data-quality.csv";

    private RefusedInput() {}

    static void write(RunContext run, WorkingStore store, RunReport report) throws IOException {
        Path folder = run.workFolder();
        clear(folder);
        FindingsFile.write(folder.resolve(FINDINGS), report.findings());
        if (!(report.failure() instanceof InputRejectedException refused)) {
            return;
        }
        StudyResult result = refused.input();
        if (result == null) {
            return;
        }
        DataQuality quality = DataQuality.of(result);
        store.qualityFigures().replace(run.runId(), quality.figures());
        QualityFile.write(folder.resolve(FIGURES), quality.figures());
        String why = Objects.requireNonNull(refused.getMessage());
        QualityPage.write(
                folder.resolve(PAGE), result, run.runId(), quality, EarlierQuality.of(run.runId(), store), why);
    }

    /** What an earlier refusal left is of other files than those of a run that went on. */
    static void clear(Path folder) throws IOException {
        for (String file : List.of(FINDINGS, PAGE, FIGURES)) {
            Files.deleteIfExists(folder.resolve(file));
        }
    }
}
