package org.reconlink.result.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.reconlink.intake.ExtractKind;
import org.reconlink.intake.Field;
import org.reconlink.intake.FileFacts;
import org.reconlink.intake.FileFacts.ColumnFacts;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.RecordId;
import org.reconlink.linkage.study.LinkDecision;
import org.reconlink.linkage.study.LinkWarnings;
import org.reconlink.outcome.Offence.OffenceOutcome;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.result.StudyResult;
import org.reconlink.result.quality.CheckResult.Cost;
import org.reconlink.result.quality.Checks.Check;
import org.reconlink.result.quality.Checks.Scope;
import org.reconlink.result.quality.DataQuality.FileChecks.Fields;

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

    /** Holds one file to every check of its section. */
    static final class FileChecks {
        private final FileFacts facts;
        private final CheckedPeople population;
        private final Map<String, ColumnFacts> columns = new LinkedHashMap<>();
        private final Map<String, Map<String, List<Finding>>> left;
        private final List<CheckResult> results = new ArrayList<>();

        private FileChecks(FileFacts facts, List<Finding> findings, CheckedPeople population) {
            this.facts = facts;
            this.population = population;
            this.left = findings.stream()
                    .collect(Collectors.groupingBy(
                            Finding::rule,
                            TreeMap::new,
                            Collectors.groupingBy(
                                    FileChecks::columnOf, TreeMap::new, Collectors.toCollection(ArrayList::new))));
            for (ColumnFacts column : facts.table().columns()) {
                if (column.field() != null) {
                    columns.put(column.field(), column);
                }
            }
        }

        /**
         * The result of every check, in the order of the list; checks that look at columns have one for each.
         *
         * @param findings of the file
         */
        static List<CheckResult> of(FileFacts facts, List<Finding> findings, CheckedPeople population) {
            FileChecks checks = new FileChecks(facts, findings, population);
            Checks.of(facts.section()).forEach(checks::make);
            checks.takeWhatIsLeft();
            return List.copyOf(checks.results);
        }

        /** Why a check of a field does not apply. */
        static String notMapped(String field) {
            return "no column is mapped to " + field;
        }

        private void make(Check check) {
            switch (check.scope()) {
                case NOT_BLANK, CELL ->
                    check.fields().stream().filter(this::mayHave).forEach(field -> cell(check, field));
                default -> whole(check);
            }
        }

        /** Whether a file of the section can have the field at all. */
        private boolean mayHave(String field) {
            return Fields.of(facts.section()).contains(field);
        }

        private void cell(Check check, String field) {
            ColumnFacts column = columns.get(field);
            if (column == null) {
                results.add(new CheckResult(check, field, "", notMapped(field), 0, List.of()));
                return;
            }
            long of = check.scope() == Scope.CELL
                    ? column.filled()
                    : facts.table().rows();
            List<Finding> found =
                    left.getOrDefault(check.rule(), new TreeMap<>()).remove(column.heading());
            add(check, field, column.heading(), "", of, found == null ? List.of() : found);
        }

        private void whole(Check check) {
            Map<String, List<Finding>> byColumn = left.remove(check.rule());
            List<Finding> found = byColumn == null
                    ? List.of()
                    : byColumn.values().stream().flatMap(List::stream).sorted().toList();
            add(check, "", "", found.isEmpty() ? notApplicable(check) : "", count(check.scope()), found);
        }

        private void add(
                Check check, String field, String column, String notApplicable, long count, List<Finding> found) {
            long of = Math.max(count, found.size());
            String why = notApplicable.isEmpty() && of == 0
                    ? "there are no " + check.scope().counted()
                    : notApplicable;
            results.add(new CheckResult(check, field, column, why, why.isEmpty() ? of : 0, found));
        }

        private String notApplicable(Check check) {
            boolean workbook = facts.table().sheets() > 0;
            String why = switch (check.scope()) {
                case CSV, CSV_ROW -> workbook ? "the file is a workbook" : "";
                case WORKBOOK -> workbook ? "" : "the file is no workbook";
                case CHECKSUM -> facts.table().checksum() ? "" : "there is no checksum file beside it";
                default -> "";
            };
            if (!why.isEmpty()) {
                return why;
            }
            String unmapped = check.fields().stream()
                    .filter(field -> Arrays.stream(field.split(" or ")).noneMatch(columns::containsKey))
                    .collect(Collectors.joining(" and "));
            return unmapped.isEmpty() ? population.lacks(check) : notMapped(unmapped);
        }

        private long count(Scope scope) {
            return switch (scope) {
                case FILE, CSV, WORKBOOK, CHECKSUM -> 1;
                case CSV_ROW -> facts.rowsRead();
                case ROW, NOT_BLANK -> facts.table().rows();
                case CELL, ANY_CELL ->
                    facts.table().columns().stream()
                            .filter(column -> !column.ignored())
                            .mapToLong(ColumnFacts::filled)
                            .sum();
                case PARTICIPANT, LINK, OFFENCE, SPELL -> population.of(scope, facts);
            };
        }

        /** A finding of a rule that the list does not have, or has for other columns, is shown as well. */
        private void takeWhatIsLeft() {
            left.values()
                    .forEach(byColumn -> byColumn.forEach((column, same) -> {
                        Finding first = same.get(0);
                        Check check = new Check(
                                List.of(facts.section()),
                                Scope.ROW,
                                first.rule(),
                                first.problem(),
                                Cost.OUTCOMES,
                                List.of());
                        add(check, "", column, "", facts.rowsRead(), same);
                    }));
        }

        private static String columnOf(Finding finding) {
            return finding.column() == null ? "" : finding.column();
        }

        /** The fields that a file of a section can have. */
        static final class Fields {
            private Fields() {}

            static List<String> of(String section) {
                return Arrays.stream(ExtractKind.values())
                        .filter(kind -> kind.section().equals(section))
                        .flatMap(kind -> kind.fields().stream())
                        .map(Field::name)
                        .toList();
            }

            /** Those that no column of the file is mapped to. */
            static List<String> notMapped(FileFacts facts) {
                List<String> fields = new ArrayList<>(of(facts.section()));
                facts.table().columns().stream().map(ColumnFacts::field).forEach(fields::remove);
                return fields;
            }
        }
    }

    /** Whom the checks after linkage are about, file by file, and whether there is anything to check them by. */
    static final class CheckedPeople {
        private final Map<String, Long> participants = new HashMap<>();
        private final Map<String, Long> linked = new HashMap<>();
        private final Map<String, Long> rowsOfLinked = new HashMap<>();
        private final Set<String> participantFields = new HashSet<>();
        private final boolean custody;

        CheckedPeople(StudyResult result, List<Finding> findings) {
            for (ParticipantOutcome outcome : result.outcomes()) {
                String file = outcome.participant().source().file();
                participants.merge(file, 1L, Long::sum);
                linked.merge(file, outcome.linked() ? 1L : 0, Long::sum);
                for (OffenceOutcome offence : outcome.offences()) {
                    for (RecordId row : offence.offence().sources()) {
                        rowsOfLinked.merge(row.file(), 1L, Long::sum);
                    }
                }
            }
            findings.stream()
                    .filter(finding -> finding.rule().equals(Checks.DUPLICATE))
                    .forEach(finding -> rowsOfLinked.merge(finding.file(), 1L, Long::sum));
            for (FileFacts input : result.inputs()) {
                if (input.section().equals("participants")) {
                    input.table().columns().stream().map(ColumnFacts::field).forEach(participantFields::add);
                }
            }
            custody = result.inputs().stream().anyMatch(input -> input.section().equals("custody"));
        }

        /** How many of them a check of that scope looks at in a file. */
        long of(Scope scope, FileFacts file) {
            return switch (scope) {
                case PARTICIPANT -> participants.getOrDefault(file.file(), 0L);
                case LINK -> linked.getOrDefault(file.file(), 0L);
                case OFFENCE -> rowsOfLinked.getOrDefault(file.file(), 0L);
                default -> file.rowsRead() - file.rowsRejected();
            };
        }

        /** What of other files a check of a file needs and the study has not; empty if it has all. */
        String lacks(Check check) {
            return switch (check.rule()) {
                case Checks.IN_CUSTODY -> custody ? "" : "the study has no custody file";
                case Checks.AFTER_DEATH -> participantField("date of death");
                case Checks.AFTER_DEPORTATION -> participantField("deported on");
                default -> "";
            };
        }

        private String participantField(String field) {
            return participantFields.contains(field) ? "" : FileChecks.notMapped(field) + " of the participants";
        }
    }

    /**
     * How good one file is.
     *
     * @param notMapped fields that it could have and no column is mapped to
     * @param results of every check, in the order of the list
     */
    public record FileQuality(FileFacts facts, List<String> notMapped, List<CheckResult> results) {
        public FileQuality {
            notMapped = List.copyOf(notMapped);
            results = List.copyOf(results);
        }

        /** The results that ended so. */
        public List<CheckResult> results(CheckResult.Outcome outcome) {
            return results.stream()
                    .filter(result -> result.outcome() == outcome)
                    .toList();
        }
    }
}
