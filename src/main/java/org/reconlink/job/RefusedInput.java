package org.reconlink.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.reconlink.intake.FindingsFile;
import org.reconlink.publish.StudyResult;
import org.reconlink.publish.quality.DataQuality;
import org.reconlink.publish.quality.QualityFile;
import org.reconlink.report.QualityPage;
import org.reconlink.store.WorkingStore;

/**
 * What a run that refused its input leaves to whoever mends it, in the study's working folder: all findings and, once rows were
 * read, the data-quality report of the files read until then.
 */
final class RefusedInput {
    private RefusedInput() {}

    static void write(RunContext run, WorkingStore store, RunReport report) throws IOException {
        Path folder = run.workFolder();
        Path page = folder.resolve("data-quality.html");
        Path figures = folder.resolve("data-quality.csv");
        // what an earlier refusal left would be of other files
        Files.deleteIfExists(page);
        Files.deleteIfExists(figures);
        FindingsFile.write(folder.resolve("findings.csv"), report.findings());
        if (!(report.failure() instanceof InputRejectedException refused)) {
            return;
        }
        StudyResult result = refused.input();
        if (result == null) {
            return;
        }
        DataQuality quality = DataQuality.of(result);
        store.qualityFigures().replace(run.runId(), quality.figures());
        QualityFile.write(figures, quality.figures());
        String why = Objects.requireNonNull(refused.getMessage());
        QualityPage.write(page, result, run.runId(), quality, EarlierQuality.of(run.runId(), store), why);
    }
}
