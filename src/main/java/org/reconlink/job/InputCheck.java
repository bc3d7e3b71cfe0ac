package org.reconlink.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.reconlink.intake.ExtractKind;
import org.reconlink.intake.ExtractReader;
import org.reconlink.intake.ExtractSettings;
import org.reconlink.intake.FileScans;
import org.reconlink.intake.Intake;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.Participant;
import org.reconlink.offence.OffenceClassifier;
import org.reconlink.publish.CarriedColumn;
import org.reconlink.publish.PseudonymKey;
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

    /**
     * What there is to say once all rows of the participant sheet are read: which carried columns will be withheld or go out
     * as free text, and whether the key for pseudonyms is fit for these people.
     *
     * @throws org.reconlink.publish.PseudonymKeyException if it is not
     */
    public static List<Finding> people(Study study, PseudonymKey key) throws Exception {
        ExtractSettings settings = study.participants();
        List<Participant> participants = new ArrayList<>();
        FileScans scans = new FileScans();
        for (Path file : settings.carry().isEmpty() && !key.isDemonstration() ? List.<Path>of() : settings.files()) {
            try (ExtractReader<Participant> rows =
                    Intake.participants(file, settings, study.intake(), finding -> {}, scans)) {
                Rows.addAll(rows, participants::add);
            }
        }
        key.require(InventedPeople.are(study.id(), participants));
        List<Finding> findings = new ArrayList<>(key.findings());
        findings.addAll(CarriedColumn.findings(participants, study.publish().freeText()));
        return findings;
    }

    /** The groups of all participants; problems of other kinds are {@link #of}'s. */
    public static StudyGroups groups(Study study) throws IOException {
        List<Participant> participants = new ArrayList<>();
        if (study.participants().columns().containsKey("group")) {
            for (Path file : study.participants().files()) {
                try (ExtractReader<Participant> rows =
                        Intake.participants(file, study.participants(), study.intake(), finding -> {})) {
                    Rows.addAll(rows, participants::add);
                }
            }
        }
        return StudyGroups.of(
                participants,
                study.outcome().groups(),
                study.participants().columns().get("group"));
    }

    private static void check(
            ExtractKind kind, ExtractSettings settings, Study study, FileScans scans, List<Finding> findings)
            throws IOException {
        for (Path file : settings.files()) {
            findings.addAll(Intake.check(kind, file, settings, study.intake(), scans));
        }
    }
}
