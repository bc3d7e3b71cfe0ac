package org.reconlink.result;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.disclosure.DisclosureRule;
import org.reconlink.intake.FileFacts;
import org.reconlink.intake.IntakeSettings;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.Finding.Severity;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.kernel.RecordId;
import org.reconlink.linkage.study.CandidatePair;
import org.reconlink.linkage.study.CandidatePair.ComparedField;
import org.reconlink.linkage.study.CandidatePair.Decision;
import org.reconlink.linkage.study.LinkDecision;
import org.reconlink.linkage.study.LinkDecision.Status;
import org.reconlink.linkage.study.LinkageDiagnostics;
import org.reconlink.linkage.study.LinkageDiagnostics.AtThreshold;
import org.reconlink.linkage.study.LinkageDiagnostics.Completeness;
import org.reconlink.linkage.study.LinkageDiagnostics.ModelLevel;
import org.reconlink.linkage.study.LinkageResult;
import org.reconlink.linkage.study.LinkageSettings;
import org.reconlink.linkage.study.PersonId;
import org.reconlink.offence.ClassifiedOffence.CourtMode;
import org.reconlink.offence.OffenceSettings;
import org.reconlink.offence.OffenceSettings.Indictable;
import org.reconlink.offence.SeriousnessScale.RelativeSeriousness;
import org.reconlink.outcome.ComparisonSettings;
import org.reconlink.outcome.Definition;
import org.reconlink.outcome.Definition.Breaches;
import org.reconlink.outcome.Definition.Clock;
import org.reconlink.outcome.Definition.DatedBy;
import org.reconlink.outcome.DefinitionTable;
import org.reconlink.outcome.InclusionSettings;
import org.reconlink.outcome.InclusionSettings.Bounds;
import org.reconlink.outcome.InclusionSettings.Span;
import org.reconlink.outcome.OutcomeSettings;
import org.reconlink.outcome.OutcomeSettings.GroupSettings;
import org.reconlink.outcome.OutcomeSettings.ProofBasis;
import org.reconlink.outcome.WindowOutcome.NotObserved;
import org.reconlink.outcome.WindowOutcome.Timing;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.outcome.WindowSettings.FirstDay;
import org.reconlink.outcome.WindowSettings.OffenceDate;
import org.reconlink.result.PublishSettings.Dates;
import org.reconlink.statistics.Estimate;
import org.reconlink.statistics.Interval;
import org.reconlink.statistics.Proportion;
import org.reconlink.statistics.uncertainty.UncertainRate;
import org.reconlink.statistics.uncertainty.WindowRate;

/** Results of invented studies. */
public final class Studies {
    public static final String TITLE = "Reconviction after the <Example> service & its \"friends\"";

    private Studies() {}

    /** Twelve people: eight included, four not, every kind of outcome once. */
    public static List<Person> twelve() {
        return twelve(0);
    }

    /** A hundred and eight: each of the twelve nine times. */
    public static List<Person> hundredAndEight() {
        List<Person> people = new ArrayList<>();
        for (int from = 0; from < 108; from += 12) {
            people.addAll(twelve(from));
        }
        return people;
    }

    private static List<Person> twelve(int from) {
        var assault = Person.offence(CourtMode.EITHER_WAY, true, false);
        var rape = Person.offence(CourtMode.INDICTABLE_ONLY, true, true);
        var drunk = Person.offence(CourtMode.SUMMARY, false, false);
        return List.of(
                new Person(from + 1)
                        .index(assault)
                        .recalled(12)
                        .reconvicted(drunk, RelativeSeriousness.LESS_SERIOUS)
                        .also(Timing.PSEUDO)
                        .carrying("ACE count", "4")
                        .carrying("Ethnicity", "White British"),
                new Person(from + 2).recalled(200).carrying("ACE count", "6").carrying("Ethnicity", "White British"),
                new Person(from + 3)
                        .recalled(3, 90)
                        .curfew(1)
                        .reconvicted(assault, RelativeSeriousness.LESS_SERIOUS)
                        .carrying("ACE count", "5")
                        .carrying("Ethnicity", "Black Caribbean"),
                new Person(from + 4).also(Timing.PROVEN_LATE).carrying("ACE count", "7"),
                new Person(from + 5).index(rape).recalled(31).carrying("Ethnicity", "White British"),
                new Person(from + 6)
                        .index(rape)
                        .violentOrSexualConvictions(null)
                        .carrying("ACE count", "4"),
                new Person(from + 7).index(rape).curfew(20).notObserved(null, NotObserved.DIED),
                new Person(from + 8)
                        .index(null)
                        .recallsNotKnown()
                        .notObserved(NotObserved.NO_END_DATE, NotObserved.NO_START_DATE)
                        .warned("the index conviction is not among the convictions"),
                new Person(from + 9).excluded("no consent"),
                new Person(from + 10).excluded("unlinked").status(Status.UNLINKED),
                new Person(from + 11).excluded("unlinked").status(Status.IN_REVIEW),
                new Person(from + 12).excluded("release date out of bounds"));
    }

    public static StudyResult of(List<Person> people) {
        return of(people, 0, Indictable.INCLUDING_EITHER_WAY, ProofBasis.CONVICTIONS);
    }

    public static StudyResult of(List<Person> people, int smallCountsBelow, Indictable indictable, ProofBasis counts) {
        return of(people, smallCountsBelow, DisclosureRule.NONE, indictable, counts, linkageSettings(false));
    }

    /** Linked by a key that both sides share. */
    public static StudyResult byKey(List<Person> people) {
        return of(
                people,
                0,
                DisclosureRule.NONE,
                Indictable.INCLUDING_EITHER_WAY,
                ProofBasis.CONVICTIONS,
                linkageSettings(true));
    }

    /** With counts hidden and rounded. */
    public static StudyResult of(List<Person> people, DisclosureRule rule) {
        return of(people, 0, rule, Indictable.INCLUDING_EITHER_WAY, ProofBasis.CONVICTIONS, linkageSettings(false));
    }

    /** With groups that are compared with covariates held equal. */
    public static StudyResult comparing(List<Person> people, GroupSettings groups, ComparisonSettings comparison) {
        return comparing(people, groups, comparison, DisclosureRule.NONE);
    }

    public static StudyResult comparing(
            List<Person> people, GroupSettings groups, ComparisonSettings comparison, DisclosureRule rule) {
        StudyResult study = of(people, rule);
        OutcomeSettings outcome = study.outcome();
        return new StudyResult(
                new StudyResult.Asked(
                        study.studyId(),
                        study.title(),
                        study.intake(),
                        study.linkageSettings(),
                        study.offence(),
                        outcome.grouped(groups).comparing(comparison),
                        study.publish()),
                study.inputs(),
                study.findings(),
                study.linkage(),
                study.identitiesJoined(),
                study.outcomes(),
                study.pseudonyms(),
                study.estimated());
    }

    private static StudyResult of(
            List<Person> people,
            int smallCountsBelow,
            DisclosureRule rule,
            Indictable indictable,
            ProofBasis counts,
            LinkageSettings linkageSettings) {
        return new StudyResult(
                new StudyResult.Asked(
                        "example",
                        TITLE,
                        new IntakeSettings(0, 2029, List.of(LocalDate.of(1900, 1, 1), LocalDate.of(1970, 1, 1))),
                        linkageSettings,
                        new OffenceSettings(
                                List.of("court-mode"),
                                indictable,
                                Set.of(new HomeOfficeCode(195, 66), new HomeOfficeCode(8, 31)),
                                Set.of("1002", "1003", "1007", "1022", "1024", "1081", "1162"),
                                null,
                                List.of(),
                                Set.of("Sheriff", "Belfast")),
                        outcomeSettings(counts),
                        new PublishSettings(
                                Path.of("/somewhere/private/key.txt"), Dates.AS_DAYS, smallCountsBelow, rule)),
                List.of(
                        new FileFacts(
                                "participants",
                                "participants.xlsx",
                                "ab12".repeat(16),
                                20480,
                                "xlsx, sheet Referrals, headings in row 3",
                                12,
                                0),
                        new FileFacts(
                                "convictions",
                                "pnc-1.csv",
                                "cd34".repeat(16),
                                1048576,
                                "CSV, semicolon, windows-1252, CRLF",
                                12345,
                                3),
                        new FileFacts(
                                "custody", "custody.csv", "ef56".repeat(16), 2048, "CSV, comma, UTF-8, LF", 40, 0)),
                List.of(
                        finding(Severity.WARNING, "pnc id check letter", 12),
                        finding(Severity.WARNING, "pnc id check letter", 31),
                        finding(Severity.REJECTED, "conviction date", 40)),
                linkage(people),
                14,
                people.stream().map(Person::outcome).toList(),
                people.stream().collect(Collectors.toMap(p -> p.id, p -> "pseudonym of " + p.id.value())),
                new StudyResult.Estimated(
                        new DefinitionTable(List.of(
                                definition(12, 6, Clock.CALENDAR, 1, 6), definition(12, 6, Clock.AT_RISK, 2, 5))),
                        List.of(new WindowRate(
                                "after",
                                null,
                                new Proportion(2, 6),
                                new Proportion(3, 7),
                                List.of(new WindowRate.AtThreshold(0.5, new Proportion(2, 6))),
                                new UncertainRate(
                                        8,
                                        new Estimate(0.36, new Interval(0.1, 0.7)),
                                        new Estimate(0.34, new Interval(0.1, 0.7)),
                                        new Proportion(2, 6),
                                        0.25,
                                        1,
                                        1,
                                        0))),
                        List.of(),
                        List.of()));
    }

    private static LinkageSettings linkageSettings(boolean byKey) {
        return new LinkageSettings(
                List.of(List.of("pnc id"), List.of("surname", "date of birth")),
                false,
                List.of("name", "date of birth", "pnc id"),
                0.99,
                0.5,
                0.98,
                null,
                0.9,
                0.99,
                true,
                List.of("date of birth"),
                byKey);
    }

    private static OutcomeSettings outcomeSettings(ProofBasis counts) {
        Map<ParticipantDate, Bounds> dates = new LinkedHashMap<>();
        dates.put(ParticipantDate.RELEASE, new Bounds(LocalDate.of(2008, 1, 1), LocalDate.of(2018, 12, 31)));
        return new OutcomeSettings(
                LocalDate.of(2021, 12, 31),
                List.of(
                        window("during", ParticipantDate.RELEASE, ParticipantDate.INTERVENTION_END),
                        window("after", ParticipantDate.INTERVENTION_END, null)),
                counts,
                true,
                new InclusionSettings(
                        true,
                        dates,
                        List.of(
                                new Span("in-reach", ParticipantDate.INREACH_START, ParticipantDate.RELEASE, 6, 0),
                                new Span(
                                        "intervention",
                                        ParticipantDate.INTERVENTION_START,
                                        ParticipantDate.INTERVENTION_END,
                                        0,
                                        1)),
                        ParticipantDate.INTERVENTION_END,
                        true));
    }

    private static WindowSettings window(String name, ParticipantDate from, ParticipantDate to) {
        Double comparison = to == null ? 0.5 : null;
        return new WindowSettings(name, from, null, to, 6, FirstDay.NEXT_DAY, OffenceDate.START, false, comparison);
    }

    /** Twelve read of fifteen rows: two of the others have the id of an earlier one, one has nothing to link by. */
    public static StudyResult withRejectedRows() {
        StudyResult study = of(twelve());
        List<Finding> findings = new ArrayList<>(study.findings());
        for (long row : List.of(14L, 15L)) {
            findings.add(rejected(row, "Study no", "duplicate participant id"));
        }
        findings.add(rejected(16, null, "nothing to link by"));
        findings.add(rejected(16, "Study no", "required value"));
        return new StudyResult(
                study.asked(),
                study.inputs(),
                findings,
                study.linkage(),
                study.identitiesJoined(),
                study.outcomes(),
                study.pseudonyms(),
                study.estimated());
    }

    private static Finding rejected(long row, @Nullable String column, String rule) {
        return new Finding(
                Severity.REJECTED,
                rule,
                "participants.xlsx",
                "Referrals",
                row,
                column,
                "something is wrong",
                "correct it");
    }

    private static Finding finding(Severity severity, String rule, long row) {
        return new Finding(severity, rule, "pnc-1.csv", null, row, "PNC ID", "something is wrong", "correct it");
    }

    /** Nine in ten have a date of birth; one cannot be linked from 0.9, and the thresholds move one into review. */
    private static LinkageDiagnostics diagnostics(long people) {
        if (people == 0) {
            return new LinkageDiagnostics(0.98, List.of(), List.of(), List.of());
        }
        return new LinkageDiagnostics(
                0.98,
                List.of(
                        new ModelLevel("name", "exact", 0.735, 5.2e-6, 17.1),
                        new ModelLevel("name", "different", 0.265, 0.9999948, -1.9),
                        new ModelLevel("date of birth", "exact", 0.96, 6.3e-5, 13.9),
                        new ModelLevel("date of birth", "different", 0.04, 0.999937, -4.6)),
                List.of(
                        new Completeness("surname", people, people, 5321, 5321),
                        new Completeness("date of birth", people - 1, people, 5000, 5321),
                        new Completeness("cro number", 0, people, 2660, 5321)),
                List.of(
                        new AtThreshold(0.5, people - 1, 0, 1, 0),
                        new AtThreshold(0.9, people - 2, 1, 1, 1),
                        new AtThreshold(0.99, people - 2, 1, 1, 1),
                        new AtThreshold(0.9999, people - 6, 5, 1, 4)));
    }

    private static final PersonId PERSON = new PersonId("1981/0000034U");

    private static LinkageResult linkage(List<Person> people) {
        List<CandidatePair> pairs = new ArrayList<>();
        List<LinkDecision> decisions = new ArrayList<>();
        for (Person person : people) {
            double weight = 14 + 3.7 * (pairs.size() % 9);
            Decision decision = Decision.valueOf(
                    person.status == Status.LINKED
                            ? "LINK"
                            : person.status == Status.IN_REVIEW ? "REVIEW" : "NON_LINK");
            pairs.add(new CandidatePair(
                    person.id,
                    PERSON,
                    new RecordId("pnc-1.csv", null, 9),
                    List.of(pairs.size() % 2 == 0 ? "pnc id" : "surname + date of birth"),
                    List.of(new ComparedField("pnc id", "equal", 12, 0)),
                    decision == Decision.LINK ? weight : weight - 16,
                    0.9,
                    decision,
                    decision == Decision.REVIEW ? "between the two thresholds" : "at or above the threshold"));
            List<String> warnings = decision == Decision.LINK && pairs.size() < 3
                    ? List.of("the index conviction is not among the convictions of the linked person")
                    : List.of();
            decisions.add(new LinkDecision(
                    person.id, person.status, decision == Decision.LINK ? PERSON : null, weight, 0.9, warnings));
        }
        Map<String, Long> rules = new LinkedHashMap<>();
        rules.put("pnc id", 11L);
        rules.put("surname + date of birth", 1045L);
        return new LinkageResult(
                pairs,
                decisions,
                rules,
                1050,
                5321,
                4012,
                "the model that ships with Reconlink",
                diagnostics(people.size()));
    }

    private static DefinitionTable.Row definition(int months, int waiting, Clock clock, int reoffended, int observed) {
        return new DefinitionTable.Row(
                new Definition(
                        "after",
                        ParticipantDate.INTERVENTION_END,
                        months,
                        null,
                        waiting,
                        ProofBasis.CONVICTIONS,
                        Breaches.COUNTED,
                        DatedBy.OFFENCE,
                        clock),
                clock == Clock.CALENDAR,
                reoffended,
                0,
                0,
                observed);
    }
}
