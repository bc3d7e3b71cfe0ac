package org.reconlink.result.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.reconlink.intake.FileFacts;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.RecordId;
import org.reconlink.linkage.study.LinkDecision;
import org.reconlink.linkage.study.LinkWarnings;
import org.reconlink.outcome.OffenceOutcome;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.result.StudyResult;
import org.reconlink.result.quality.FileChecks.Fields;

/**
 * How good the input of a run is.
 *
 * @param files in the order in which the protocol's sections stand
 */
public record DataQuality(List<FileQuality> files) {
    private static final List<String> SECTIONS = List.of("participants", "convictions", "custody");

    public DataQuality {
        files = List.copyOf(files);
    }

    public static DataQuality of(StudyResult result) {
        List<Finding> findings = new ArrayList<>(result.findings());
        findings.addAll(Plausibility.findings(result));
        findings.sort(null);
        CheckedPeople population = new CheckedPeople(result, findings);
        return new DataQuality(result.inputs().stream()
                .sorted(Comparator.comparingInt(facts -> SECTIONS.indexOf(facts.section())))
                .map(facts -> new FileQuality(
                        facts, Fields.notMapped(facts), FileChecks.of(facts, of(facts, findings), population)))
                .toList());
    }

    private static List<Finding> of(FileFacts facts, List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.file().equals(facts.file()))
                .filter(finding -> Objects.equals(finding.sheet(), facts.table().sheet()))
                .toList();
    }

    /** What to mend, the dearest first. */
    public List<Fix> fixes() {
        return files.stream()
                .flatMap(file -> file.results().stream()
                        .filter(result -> !result.findings().isEmpty())
                        .map(result -> new Fix(file.facts(), result)))
                .sorted(Fix.ORDER)
                .toList();
    }

    /** The results of all files that ended so. */
    public long count(CheckResult.Outcome outcome) {
        return files.stream().mapToLong(file -> file.results(outcome).size()).sum();
    }

    /** All numbers, file by file. */
    public List<QualityFigure> figures() {
        return files.stream().flatMap(file -> QualityFigure.of(file).stream()).toList();
    }

    /** What linkage and outcomes say of participants and offences that input may be wrong about, as findings at their rows. */
    private static final class Plausibility {
        private static final int CRIMINAL_RESPONSIBILITY = 10;

        private static final Map<String, Problem> BY_WARNING = Map.of(
                LinkWarnings.CONVICTION_MISSING,
                new Problem(
                        Checks.CONVICTION_MISSING,
                        LinkWarnings.CONVICTION_MISSING,
                        "check the index conviction date; if it is right, check the link"),
                LinkWarnings.IDENTIFIER_DIFFERS,
                new Problem(
                        Checks.IDENTIFIER_DIFFERS,
                        LinkWarnings.IDENTIFIER_DIFFERS,
                        "compare the PNC id and CRO number with their source"),
                LinkWarnings.BIRTH_DIFFERS,
                new Problem(
                        Checks.BIRTH_DIFFERS, LinkWarnings.BIRTH_DIFFERS, "compare the date of birth with its source"),
                LinkWarnings.SEX_DIFFERS,
                new Problem(Checks.SEX_DIFFERS, LinkWarnings.SEX_DIFFERS, "check the key: it may be another person's"),
                LinkWarnings.MONTH_DIFFERS,
                new Problem(
                        Checks.MONTH_DIFFERS, LinkWarnings.MONTH_DIFFERS, "check the key: it may be another person's"),
                LinkWarnings.KEY_OTHERWISE,
                new Problem(
                        Checks.KEY_OTHERWISE,
                        LinkWarnings.KEY_OTHERWISE,
                        "write the key as in the conviction extracts; the participant is not linked"),
                LinkWarnings.KEY_SHARED,
                new Problem(
                        Checks.KEY_SHARED,
                        LinkWarnings.KEY_SHARED,
                        "ask whose the key is; the participant is not linked"),
                LinkWarnings.PNC_OF_ANOTHER,
                new Problem(
                        Checks.PNC_OF_ANOTHER,
                        LinkWarnings.PNC_OF_ANOTHER,
                        "compare the PNC id with its source; it may be mistyped"),
                ParticipantOutcome.RELEASE_BEFORE_CUSTODY,
                new Problem(
                        Checks.RELEASE_BEFORE_CUSTODY,
                        ParticipantOutcome.RELEASE_BEFORE_CUSTODY,
                        "correct the release date or the start of custody"));

        private static final Problem NO_IDENTIFIER = new Problem(
                Checks.NO_IDENTIFIER,
                "the row has no PNC id or CRO number that can be used",
                "ask the prison or the police for one; without it names and dates decide alone");
        private static final Problem CHILD = new Problem(
                Checks.CHILD,
                "the linked person was convicted before the age of 10",
                "check the date of birth and the link");
        private static final Problem IN_CUSTODY = new Problem(
                Checks.IN_CUSTODY,
                "the offence is dated inside custody of the participant that the row is linked to",
                "if many are, check the custody spells and the link");

        private final List<Finding> findings = new ArrayList<>();

        private Plausibility() {}

        private record Problem(String rule, String problem, String advice) {
            Finding at(RecordId row) {
                return new Finding(
                        Finding.Severity.WARNING, rule, row.file(), row.sheet(), row.row(), null, problem, advice);
            }
        }

        static List<Finding> findings(StudyResult result) {
            Plausibility made = new Plausibility();
            Map<ParticipantId, List<String>> warnings = new HashMap<>();
            for (LinkDecision decision : result.linkage().decisions()) {
                warnings.put(decision.participant(), decision.warnings());
            }
            for (ParticipantOutcome outcome : result.outcomes()) {
                made.participant(
                        outcome, warnings.getOrDefault(outcome.participant().id(), List.of()));
            }
            return made.findings;
        }

        private void participant(ParticipantOutcome outcome, List<String> warnings) {
            RecordId row = outcome.participant().source();
            PersonDetails details = outcome.participant().details();
            if (details.pncId() == null && details.croNumber() == null) {
                findings.add(NO_IDENTIFIER.at(row));
            }
            if (outcome.ageAtFirstConviction() != null && outcome.ageAtFirstConviction() < CRIMINAL_RESPONSIBILITY) {
                findings.add(CHILD.at(row));
            }
            warnings.forEach(warning -> warned(row, warning));
            outcome.warnings().forEach(warning -> warned(row, warning));
            for (OffenceOutcome offence : outcome.offences()) {
                if (offence.inCustody().yes()) {
                    findings.add(IN_CUSTODY.at(offence.offence().sources().get(0)));
                }
            }
        }

        private void warned(RecordId row, String warning) {
            if (warning.startsWith(LinkWarnings.STALE)) {
                findings.add(new Problem(
                                Checks.STALE, "a verdict of clerical review no longer holds", "review the pair again")
                        .at(row));
            } else if (BY_WARNING.containsKey(warning)) {
                findings.add(Objects.requireNonNull(BY_WARNING.get(warning)).at(row));
            }
        }
    }

    /** Something to mend in a file. */
    public record Fix(FileFacts file, CheckResult result) {
        /** The dearest first; of two that cost the same, the one that concerns the larger share. */
        static final Comparator<Fix> ORDER = Comparator.comparing(
                        (Fix fix) -> fix.result().cost())
                .thenComparing(fix ->
                        -(double) fix.result().findings().size() / fix.result().of())
                .thenComparing(fix -> fix.file().file())
                .thenComparing(fix -> fix.result().check().rule())
                .thenComparing(fix -> fix.result().column());
    }
}
