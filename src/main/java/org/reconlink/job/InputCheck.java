package org.reconlink.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.ExtractKind;
import org.reconlink.intake.ExtractReader;
import org.reconlink.intake.ExtractSettings;
import org.reconlink.intake.FileScans;
import org.reconlink.intake.Intake;
import org.reconlink.intake.IntakeSettings;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.Participant.Repeated;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.RecordId;
import org.reconlink.linkage.study.RepeatedParticipants;
import org.reconlink.linkage.study.RepeatedParticipants.Pair;
import org.reconlink.offence.OffenceClassifier;
import org.reconlink.outcome.OutcomeSettings;
import org.reconlink.publish.CarriedColumn;
import org.reconlink.publish.PseudonymKey;
import org.reconlink.study.Study;

/** Looks at the headings and a sample of rows of every input of a study, without linking anything. */
public final class InputCheck {
    private static final int ROWS_OF_A_CHECK = 50_000;
    static final int ROWS_BEFORE_A_RUN = 200;

    /** Headings are the same under any. */
    private static final IntakeSettings NO_SETTINGS = new IntakeSettings(0, 0, List.of());

    private InputCheck() {}

    /** Everything found in all files, of each in so many of its first rows as take no time; sorted. */
    public static List<Finding> of(Study study) throws IOException {
        return of(study, new FileScans(), ROWS_OF_A_CHECK, null);
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
    static List<Finding> of(Study study, FileScans scans, @Nullable ExtractOnCluster cluster) throws IOException {
        return of(study, scans, ROWS_BEFORE_A_RUN, cluster);
    }

    private static List<Finding> of(Study study, FileScans scans, int rows, @Nullable ExtractOnCluster cluster)
            throws IOException {
        List<Finding> findings = new ArrayList<>();
        check(ExtractKind.PARTICIPANTS, study.participants(), study, scans, rows, findings);
        if (cluster == null) {
            check(ExtractKind.CONVICTIONS, study.convictions(), study, scans, rows, findings);
        } else {
            findings.addAll(cluster.check());
        }
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
     * @throws org.reconlink.publish.PseudonymKey.PseudonymKeyException if it is not
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

    /** Says which rows of the participant sheet are one person, or may be. */
    static final class RepeatedFindings {
        private RepeatedFindings() {}

        static List<Finding> of(List<Participant> participants, List<Pair> pairs, Repeated rule) {
            List<Finding> findings = new ArrayList<>();
            Map<ParticipantId, RecordId> rows = new HashMap<>();
            for (Participant participant : participants) {
                RecordId first = rows.putIfAbsent(participant.id(), participant.source());
                if (first != null) {
                    findings.add(finding(
                            Finding.Severity.ERROR,
                            "duplicate participant id",
                            participant.source(),
                            first + " has the same participant id",
                            "keep one row for each participant"));
                }
            }
            pairs.forEach(pair -> findings.add(of(pair, rule)));
            return findings;
        }

        private static Finding of(Pair pair, Repeated rule) {
            RecordId row = pair.second().source();
            RecordId first = pair.first().source();
            boolean sameTable = first.file().equals(row.file()) && Objects.equals(first.sheet(), row.sheet());
            String rows = (sameTable ? "row " + first.row() : first.toString()) + " and this row, " + row.row() + ",";
            if (pair.one()) {
                return finding(
                        rule == Repeated.REFUSE ? Finding.Severity.ERROR : Finding.Severity.WARNING,
                        "repeated participant",
                        row,
                        rows + " are one person: the same " + pair.by(),
                        switch (rule) {
                            case REFUSE ->
                                "take one of them out, or say in the protocol (participants, \"repeated participants\") that"
                                        + " the first episode, the last episode or each episode is followed";
                            case FIRST_EPISODE -> "nothing, if they are; the first episode is followed";
                            case LAST_EPISODE -> "nothing, if they are; the last episode is followed";
                            case EACH_EPISODE ->
                                "nothing, if they are; each is followed by itself, and one person counts as often";
                        });
            }
            if (pair.by().equals(RepeatedParticipants.ALIKE)) {
                return finding(
                        Finding.Severity.WARNING,
                        "participants much alike",
                        row,
                        rows + " have " + pair.by() + ", and no identifiers that differ",
                        "check whether they are one person: write name and date of birth of both rows alike, or give both the"
                                + " identifier; until then each is linked by itself, and at most one of them to a person");
            }
            return pair.by().startsWith("name")
                    ? finding(
                            Finding.Severity.WARNING,
                            "participants alike",
                            row,
                            rows + " have the same name and date of birth, and different police identifiers",
                            "check whether they are one person, and which identifier is right")
                    : finding(
                            Finding.Severity.WARNING,
                            "identifier of several participants",
                            row,
                            rows + " have the same " + pair.by()
                                    + ", and neither name in common nor, as far as known, date of birth",
                            "check whose it is; both are taken as people of their own");
        }

        private static Finding finding(
                Finding.Severity severity, String rule, RecordId row, String problem, String advice) {
            return new Finding(severity, rule, row.file(), row.sheet(), row.row(), null, problem, advice);
        }
    }

    /**
     * Tells the participants of the sample study and of generated populations from others: their pseudonyms may be made with a key
     * that everybody knows. Told by who they are and not by the study's name, which stays when a protocol is copied.
     */
    static final class InventedPeople {
        private static final String SAMPLE = "/generate/sample/people.csv";
        private static final Pattern GENERATED = Pattern.compile("P[0-9]{6,}");

        /** Numbers of the sample of linked tables, whose people have no names. */
        private static final Pattern NAMELESS = Pattern.compile("INVENTED-[0-9]{4}");

        /** One of the sample study; the sheet has typing errors in one or the other. */
        private record Person(String surname, String born) {}

        private InventedPeople() {}

        static boolean are(String studyId, List<Participant> participants) {
            if (studyId.equals("population")) {
                return participants.stream()
                        .allMatch(p -> GENERATED.matcher(p.id().value()).matches());
            }
            if (participants.stream()
                    .allMatch(p -> NAMELESS.matcher(p.id().value()).matches())) {
                return true;
            }
            Map<String, Person> sample = sample();
            return participants.stream().allMatch(p -> {
                Person person = sample.get(p.id().value());
                return person != null
                        && (person.born().equals(String.valueOf(p.details().dateOfBirth()))
                                || letters(person.surname())
                                        .equals(letters(p.details().name().surname())));
            });
        }

        private static String letters(@Nullable String name) {
            return Normalizer.normalize(String.valueOf(name), Normalizer.Form.NFKD)
                    .replaceAll("[^\\p{L}]", "")
                    .toUpperCase(Locale.ROOT);
        }

        private static Map<String, Person> sample() {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                    Objects.requireNonNull(InventedPeople.class.getResourceAsStream(SAMPLE), SAMPLE), UTF_8))) {
                List<String> headings = List.of(lines.readLine().split(","));
                int id = headings.indexOf("study_no");
                int surname = headings.indexOf("surname");
                int born = headings.indexOf("born");
                return lines.lines()
                        .map(line -> line.split(",", -1))
                        .collect(
                                Collectors.toMap(cells -> cells[id], cells -> new Person(cells[surname], cells[born])));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
