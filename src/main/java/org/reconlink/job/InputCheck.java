package org.reconlink.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.reconlink.intake.ExtractKind;
import org.reconlink.intake.ExtractReader;
import org.reconlink.intake.ExtractSettings;
import org.reconlink.intake.FileScans;
import org.reconlink.intake.Intake;
import org.reconlink.intake.IntakeSettings;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.Participant;
import org.reconlink.linkage.study.RepeatedParticipants;
import org.reconlink.offence.OffenceClassifier;
import org.reconlink.outcome.OutcomeSettings;
import org.reconlink.publish.CarriedColumn;
import org.reconlink.publish.PseudonymKey;
import org.reconlink.study.Study;

/** Looks at the headings and a sample of rows of every input of a study, without linking anything. */
public final class InputCheck {
    private static final int ROWS_OF_A_CHECK = 50_000;
    private static final int ROWS_BEFORE_A_RUN = 200;

    /** Headings are the same under any. */
    private static final IntakeSettings NO_SETTINGS = new IntakeSettings(0, 0, List.of());

    private InputCheck() {}

    /** Everything found in all files, of each in so many of its first rows as take no time; sorted. */
    public static List<Finding> of(Study study) throws IOException {
        return of(study, new FileScans(), ROWS_OF_A_CHECK);
    }

    /** Which headings are not there, in the files of a protocol of which something else is wrong. */
    public static List<Finding> headings(Map<ExtractKind, ExtractSettings> inputs) throws IOException {
        List<Finding> findings = new ArrayList<>();
        FileScans scans = new FileScans();
        for (Map.Entry<ExtractKind, ExtractSettings> input : inputs.entrySet()) {
            for (Path file : input.getValue().files()) {
                Intake.check(input.getKey(), file, input.getValue(), NO_SETTINGS, scans, 0).stream()
                        .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                        .forEach(findings::add);
            }
        }
        return findings;
    }

    /** Before a run, which reads all rows itself. */
    static List<Finding> of(Study study, FileScans scans) throws IOException {
        return of(study, scans, ROWS_BEFORE_A_RUN);
    }

    private static List<Finding> of(Study study, FileScans scans, int rows) throws IOException {
        List<Finding> findings = new ArrayList<>();
        check(ExtractKind.PARTICIPANTS, study.participants(), study, scans, rows, findings);
        check(ExtractKind.CONVICTIONS, study.convictions(), study, scans, rows, findings);
        if (study.custody() != null) {
            check(ExtractKind.CUSTODY, study.custody(), study, scans, rows, findings);
        }
        findings.addAll(OffenceClassifier.check(study.offence()));
        findings.addAll(undated(study));
        findings.sort(null);
        return findings;
    }

    /** Said of extracts without a column of offence dates: no offence of theirs can be placed in a window. */
    static List<Finding> undated(Study study) {
        Set<String> mapped = study.convictions().columns().keySet();
        if (mapped.contains("offence start date") || mapped.contains("offence end date")) {
            return List.of();
        }
        boolean unknown = study.outcome().undated() == OutcomeSettings.Undated.UNKNOWN;
        return study.convictions().files().stream()
                .map(file -> new Finding(
                        Finding.Severity.WARNING,
                        "no offence dates",
                        String.valueOf(file.getFileName()),
                        null,
                        null,
                        null,
                        null,
                        "no column of offence dates is mapped, so that no offence can be placed in a window; whoever may have one is "
                                + (unknown ? "unknown in every outcome" : "without one, as the protocol says"),
                        "map the offence start date (convictions, columns)"))
                .toList();
    }

    /**
     * All rows of the participant sheet, with what is wrong with them.
     *
     * @throws org.reconlink.intake.IntakeException if a file cannot be read to its end
     */
    public static List<Participant> participants(Study study, Consumer<Finding> findings) throws IOException {
        List<Participant> participants = new ArrayList<>();
        FileScans scans = new FileScans();
        for (Path file : study.participants().files()) {
            try (ExtractReader<Participant> rows =
                    Intake.participants(file, study.participants(), study.intake(), findings, scans)) {
                Rows.addAll(rows, participants::add);
            }
        }
        return participants;
    }

    /**
     * What there is to say of all participants together: which carried columns will be withheld or go out as free text, and
     * whether the key for pseudonyms is fit for these people.
     *
     * @throws org.reconlink.publish.PseudonymKeyException if it is not
     */
    public static List<Finding> people(Study study, List<Participant> participants, PseudonymKey key) {
        key.require(InventedPeople.are(study.id(), participants));
        List<Finding> findings = new ArrayList<>(key.findings());
        findings.addAll(CarriedColumn.findings(participants, study.publish().freeText()));
        return findings;
    }

    /** Who of them is there twice. */
    public static List<Finding> repeated(Study study, List<Participant> participants) {
        return RepeatedFindings.of(
                participants,
                RepeatedParticipants.among(participants).pairs(),
                study.outcome().inclusion().repeated());
    }

    /** Their groups. */
    public static StudyGroups groups(Study study, List<Participant> participants) {
        return StudyGroups.of(
                participants,
                study.outcome().groups(),
                study.participants().columns().get("group"));
    }

    private static void check(
            ExtractKind kind, ExtractSettings settings, Study study, FileScans scans, int rows, List<Finding> findings)
            throws IOException {
        for (Path file : settings.files()) {
            findings.addAll(Intake.check(kind, file, settings, study.intake(), scans, rows));
        }
    }
}
