package org.reconlink.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.reconlink.intake.ExtractKind;
import org.reconlink.intake.ExtractSettings;
import org.reconlink.intake.FileScans;
import org.reconlink.intake.Intake;
import org.reconlink.kernel.Finding;
import org.reconlink.offence.OffenceClassifier;
import org.reconlink.study.Study;

/** Looks at the headings and a sample of rows of every input of a study, without linking anything. */
public final class InputCheck {
    private InputCheck() {}

    /** Everything found in all files, sorted. */
    public static List<Finding> of(Study study) throws IOException {
        return of(study, new FileScans());
    }

    static List<Finding> of(Study study, FileScans scans) throws IOException {
        List<Finding> findings = new ArrayList<>();
        check(ExtractKind.PARTICIPANTS, study.participants(), study, scans, findings);
        check(ExtractKind.CONVICTIONS, study.convictions(), study, scans, findings);
        if (study.custody() != null) {
            check(ExtractKind.CUSTODY, study.custody(), study, scans, findings);
        }
        findings.addAll(OffenceClassifier.check(study.offence()));
        findings.sort(null);
        return findings;
    }

    private static void check(
            ExtractKind kind, ExtractSettings settings, Study study, FileScans scans, List<Finding> findings)
            throws IOException {
        for (Path file : settings.files()) {
            findings.addAll(Intake.check(kind, file, settings, study.intake(), scans));
        }
    }
}
