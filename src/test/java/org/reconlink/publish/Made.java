package org.reconlink.publish;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.FileFacts;
import org.reconlink.intake.IntakeSettings;
import org.reconlink.kernel.Adjudication;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.Flag;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.OffenceCode;
import org.reconlink.kernel.OffenceDescription;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PersonName;
import org.reconlink.kernel.RecordId;
import org.reconlink.linkage.study.CandidatePair;
import org.reconlink.linkage.study.CandidatePair.ComparedField;
import org.reconlink.linkage.study.LinkDecision;
import org.reconlink.linkage.study.LinkageDiagnostics;
import org.reconlink.linkage.study.LinkageResult;
import org.reconlink.linkage.study.LinkageSettings;
import org.reconlink.linkage.study.PersonId;
import org.reconlink.offence.ClassifiedOffence;
import org.reconlink.offence.ClassifiedOffence.CourtMode;
import org.reconlink.offence.ClassifiedOffence.ModeEvidence;
import org.reconlink.offence.ClassifiedOffence.NatureSource;
import org.reconlink.offence.OffenceSettings;
import org.reconlink.offence.SeriousnessScale.RelativeSeriousness;
import org.reconlink.outcome.Definition;
import org.reconlink.outcome.DefinitionTable;
import org.reconlink.outcome.InclusionSettings;
import org.reconlink.outcome.Offence;
import org.reconlink.outcome.Offence.OffenceOutcome;
import org.reconlink.outcome.OutcomeSettings;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.outcome.ParticipantOutcome.IndexOffence;
import org.reconlink.outcome.ParticipantOutcome.ScoreInputs;
import org.reconlink.outcome.WindowOutcome;
import org.reconlink.outcome.WindowOutcome.CensorReason;
import org.reconlink.outcome.WindowOutcome.NotObserved;
import org.reconlink.outcome.WindowOutcome.Recall;
import org.reconlink.outcome.WindowOutcome.Recalls;
import org.reconlink.outcome.WindowOutcome.Reoffending;
import org.reconlink.outcome.WindowOutcome.Survival;
import org.reconlink.outcome.WindowOutcome.Timing;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.result.PublishSettings;
import org.reconlink.result.StudyResult;
import org.reconlink.statistics.Estimate;
import org.reconlink.statistics.Interval;
import org.reconlink.statistics.Proportion;
import org.reconlink.statistics.uncertainty.UncertainRate;
import org.reconlink.statistics.uncertainty.WindowRate;
import org.reconlink.statistics.uncertainty.WindowRate.AtThreshold;

/** Small made-up results of a study with the windows during and after. */
public final class Made {

    static final String KEY = "9d41f7c2a06be3587f12cb90d4e86a3518c5f02b7e94ad6130bf57e8296cd41a";

    static final WindowSettings DURING = window("during", ParticipantDate.RELEASE, ParticipantDate.INTERVENTION_END);
    static final WindowSettings AFTER = window("after", ParticipantDate.INTERVENTION_END, null);

    static final LocalDate RELEASE = LocalDate.of(2012, 3, 1);
    static final LocalDate END = LocalDate.of(2013, 9, 30);
    static final LocalDate HORIZON = LocalDate.of(2021, 6, 30);

    static final ClassifiedOffence ROBBERY = classified("TH68023", 34, 1, CourtMode.INDICTABLE_ONLY, true);
    static final ClassifiedOffence THEFT = classified("TH68001", 39, 0, CourtMode.EITHER_WAY, false);

    private Made() {}

    static Pseudonyms pseudonyms() {
        return new Pseudonyms(PseudonymKey.read(null, KEY), "resettle");
    }

    static WindowSettings window(String name, ParticipantDate from, ParticipantDate to) {
        return new WindowSettings(
                name, from, null, to, 6, WindowSettings.FirstDay.NEXT_DAY, WindowSettings.OffenceDate.START, false);
    }

    static ClassifiedOffence classified(String code, int offenceClass, int subclass, CourtMode mode, boolean violent) {
        HomeOfficeCode homeOfficeCode = new HomeOfficeCode(offenceClass, subclass);
        return new ClassifiedOffence(
                new OffenceDescription(new OffenceCode(code), homeOfficeCode, null),
                mode,
                ModeEvidence.CJS_CODE,
                homeOfficeCode,
                violent ? "Robbery" : "Theft offences",
                Flag.of(violent),
                Flag.NO,
                violent ? Set.of(NatureSource.VIOLENT_SANCTION) : Set.of(),
                Set.of(),
                false,
                violent ? ClassifiedOffence.LIFE : 7 * 365);
    }

    static Participant participant(String id) {
        return participant(id, Map.of("ACE count", "4", "Ethnicity", "White British"));
    }

    static Participant participant(String id, Map<String, String> carried) {
        return new Participant(
                new ParticipantId(id),
                new RecordId("participants.xlsx", "Referrals", 4),
                new PersonDetails(
                        new PersonName("SMITH", "JOHN", null), List.of(), null, null, null, null, null, List.of()),
                ROBBERY.offence(),
                Map.of(ParticipantDate.RELEASE, RELEASE, ParticipantDate.INTERVENTION_END, END),
                null,
                null,
                true,
                null,
                carried);
    }

    /** Theft on the 51st day after the intervention, proved ninety days later. */
    static OffenceOutcome theft() {
        return theft(1);
    }

    static OffenceOutcome theft(long row) {
        Map<String, Timing> timing = new LinkedHashMap<>();
        timing.put("during", Timing.AFTER);
        timing.put("after", Timing.IN_WINDOW);
        return new OffenceOutcome(
                new Offence(
                        List.of(new RecordId("pnc-1.csv", null, row)),
                        "case-7",
                        "1",
                        THEFT.offence(),
                        END.plusDays(51),
                        null,
                        END.plusDays(141),
                        Adjudication.GUILTY,
                        "Liverpool",
                        "1015",
                        null,
                        0),
                THEFT,
                timing,
                Map.of("during", false, "after", false),
                Map.of("court-mode", 2L),
                Map.of("court-mode", RelativeSeriousness.LESS_SERIOUS),
                Flag.NO,
                Flag.NO,
                Set.of());
    }

    static OffenceOutcome index() {
        return new OffenceOutcome(
                new Offence(
                        List.of(new RecordId("pnc-1.csv", null, 7), new RecordId("pnc-2.csv", null, 3)),
                        "case-1",
                        null,
                        ROBBERY.offence(),
                        LocalDate.of(2003, 1, 4),
                        LocalDate.of(2003, 1, 6),
                        LocalDate.of(2003, 6, 2),
                        Adjudication.GUILTY,
                        "Liverpool",
                        "1002",
                        4383,
                        2),
                ROBBERY,
                Map.of("during", Timing.INDEX, "after", Timing.INDEX),
                Map.of("during", false, "after", false),
                Map.of("court-mode", 3L),
                Map.of("court-mode", RelativeSeriousness.AS_SERIOUS),
                Flag.YES,
                Flag.NO,
                Set.of());
    }

    static Recall recall(long day, String kind) {
        return new Recall(RELEASE.plusDays(day), RELEASE.plusDays(day + 28), day, kind);
    }

    static WindowOutcome during(Recalls recalls) {
        return new WindowOutcome(
                "during",
                RELEASE,
                END,
                END.plusMonths(6),
                null,
                none(),
                new Survival(END, CensorReason.END_OF_WINDOW, 578, 550, null, null),
                recalls);
    }

    static WindowOutcome after(Reoffending reoffending) {
        boolean event = reoffending.reoffended().yes();
        return new WindowOutcome(
                "after",
                END,
                HORIZON,
                LocalDate.of(2021, 12, 31),
                null,
                reoffending,
                new Survival(
                        HORIZON,
                        CensorReason.HORIZON,
                        2830,
                        2800,
                        event ? (Long) 51L : null,
                        event ? (Long) 50L : null),
                new Recalls(List.of(), List.of(), false));
    }

    static WindowOutcome notObserved(String window, NotObserved reason) {
        return new WindowOutcome(window, null, null, null, reason, null, null, null);
    }

    static Reoffending none() {
        return Reoffending.NONE;
    }

    static Reoffending thefts() {
        return new Reoffending(
                Flag.YES,
                1,
                0,
                0,
                Flag.YES,
                1,
                theft(),
                theft(),
                CourtMode.EITHER_WAY,
                Map.of("court-mode", RelativeSeriousness.LESS_SERIOUS),
                Flag.NO,
                Flag.NO,
                Flag.NO,
                Flag.YES,
                Flag.NO,
                Flag.NO);
    }

    /** Linked, included, recalled on day 100, convicted of theft after the intervention. */
    static ParticipantOutcome reoffender(String id) {
        return linked(
                participant(id),
                List.of(
                        during(new Recalls(List.of(recall(100, "standard")), List.of(recall(40, "HDC")), false)),
                        after(thefts())),
                List.of(index(), theft()));
    }

    /** Linked, included, nothing happened. */
    static ParticipantOutcome desister(String id) {
        return desister(participant(id));
    }

    static ParticipantOutcome desister(Participant participant) {
        return linked(
                participant,
                List.of(during(new Recalls(List.of(), List.of(), false)), after(none())),
                List.of(index()));
    }

    static ParticipantOutcome linked(
            Participant participant, List<WindowOutcome> windows, List<OffenceOutcome> offences) {
        return new ParticipantOutcome(
                participant,
                true,
                null,
                new IndexOffence(ROBBERY, ROBBERY, ROBBERY, false),
                34,
                15,
                11.0,
                9,
                21,
                17,
                0,
                windows,
                offences,
                List.of(),
                new ScoreInputs(34, 15, 9, Definition.Answer.NO, Definition.Answer.YES),
                List.of());
    }

    /** Never found in the extract, so excluded. */
    static ParticipantOutcome unlinked(String id) {
        return new ParticipantOutcome(
                participant(id),
                false,
                "linked",
                new IndexOffence(ROBBERY, null, ROBBERY, false),
                34,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(notObserved("during", NotObserved.UNLINKED), notObserved("after", NotObserved.UNLINKED)),
                List.of(),
                List.of(),
                ScoreInputs.UNKNOWN,
                List.of());
    }

    /** Linked, still running at the data cut, but with a time at risk. */
    static ParticipantOutcome immature(String id) {
        WindowOutcome during = new WindowOutcome(
                "during",
                RELEASE,
                null,
                null,
                NotObserved.IMMATURE,
                null,
                new Survival(HORIZON, CensorReason.HORIZON, 400, 390, 12L, 11L),
                null);
        return linked(
                participant(id), List.of(during, notObserved("after", NotObserved.NO_START_DATE)), List.of(index()));
    }

    static StudyResult result(ParticipantOutcome... outcomes) {
        return result(PublishSettings.Dates.AS_DAYS, List.of(outcomes));
    }

    static StudyResult result(PublishSettings.Dates dates, List<ParticipantOutcome> outcomes) {
        List<CandidatePair> pairs = new ArrayList<>();
        List<LinkDecision> decisions = new ArrayList<>();
        outcomes.forEach(outcome -> {
            ParticipantId id = outcome.participant().id();
            if (outcome.linked()) {
                PersonId person = new PersonId("person of " + id.value());
                pairs.add(pair(id, person, 0.9999, CandidatePair.Decision.LINK));
                decisions.add(new LinkDecision(id, LinkDecision.Status.LINKED, person, 30.5, 0.9999, List.of()));
            } else {
                decisions.add(new LinkDecision(id, LinkDecision.Status.UNLINKED, null, null, null, List.of()));
            }
        });
        return result(dates, outcomes, pairs, decisions, files());
    }

    static StudyResult result(
            PublishSettings.Dates dates,
            List<ParticipantOutcome> outcomes,
            List<CandidatePair> pairs,
            List<LinkDecision> decisions,
            List<FileFacts> inputs) {
        List<ParticipantId> ids =
                outcomes.stream().map(outcome -> outcome.participant().id()).toList();
        return new StudyResult(
                new StudyResult.Asked(
                        "resettle",
                        "A study",
                        new IntakeSettings(0, 2029, List.of()),
                        new LinkageSettings(List.of(), List.of("name", "date of birth"), 0.99, 0.5, 0.98, null),
                        new OffenceSettings(
                                List.of("court-mode"),
                                OffenceSettings.Indictable.INCLUDING_EITHER_WAY,
                                Set.of(),
                                Set.of("1002"),
                                null),
                        new OutcomeSettings(
                                LocalDate.of(2021, 12, 31),
                                List.of(DURING, AFTER),
                                OutcomeSettings.ProofBasis.CONVICTIONS,
                                true,
                                new InclusionSettings(true, Map.of(), List.of(), null, true)),
                        new PublishSettings(Path.of("key.txt"), dates, 0)),
                inputs,
                findings(),
                new LinkageResult(
                        pairs,
                        decisions,
                        Map.of("surname + date of birth", 12L),
                        12,
                        4100,
                        4000,
                        "shipped",
                        new LinkageDiagnostics(0.98, List.of(), List.of(), List.of())),
                0,
                outcomes,
                pseudonyms().of(ids),
                new StudyResult.Estimated(
                        new DefinitionTable(List.of(definition(12, true, 1, 2), definition(24, false, 2, 2))),
                        List.of(rate(16, 45)),
                        List.of(),
                        List.of()));
    }

    /** Two more are observed if pairs in review are accepted, one fewer at the higher threshold. */
    public static WindowRate rate(int with, int observed) {
        return rate(null, with, observed);
    }

    public static WindowRate rate(@Nullable String group, int with, int observed) {
        return new WindowRate(
                "after",
                group,
                new Proportion(with, observed),
                new Proportion(with, observed + 2),
                List.of(
                        new AtThreshold(0.5, new Proportion(with, observed)),
                        new AtThreshold(0.99, new Proportion(with, observed - 1))),
                new UncertainRate(
                        observed + 4,
                        new Estimate(0.36, new Interval(0.23, 0.51)),
                        new Estimate(0.35, new Interval(0.22, 0.5)),
                        new Proportion(with, observed),
                        0.08,
                        1,
                        1,
                        0));
    }

    static DefinitionTable.Row definition(int months, boolean own, int reoffended, int observed) {
        return new DefinitionTable.Row(
                new Definition(
                        "after",
                        ParticipantDate.INTERVENTION_END,
                        months,
                        null,
                        6,
                        OutcomeSettings.ProofBasis.CONVICTIONS,
                        Definition.Breaches.COUNTED,
                        Definition.DatedBy.OFFENCE,
                        Definition.Clock.CALENDAR),
                own,
                reoffended,
                0,
                0,
                observed);
    }

    static CandidatePair pair(
            ParticipantId participant, PersonId person, double probability, CandidatePair.Decision decision) {
        return new CandidatePair(
                participant,
                person,
                new RecordId("pnc-1.csv", null, 7),
                List.of("surname + date of birth"),
                List.of(
                        new ComparedField("name", "exact", 12.5, 1.25),
                        new ComparedField("date of birth", "day and month swapped", 3.0, 0)),
                16.75,
                probability,
                decision,
                "above the threshold for links");
    }

    static List<FileFacts> files() {
        return Stream.of("participants", "convictions", "custody")
                .map(section -> new FileFacts(section, section + ".csv", "ab".repeat(32), 100, "CSV", 10, 1))
                .toList();
    }

    static List<Finding> findings() {
        return List.of(
                finding(Finding.Severity.REJECTED, "date", 5),
                finding(Finding.Severity.REJECTED, "date", 6),
                finding(Finding.Severity.WARNING, "postcode", 6));
    }

    private static Finding finding(Finding.Severity severity, String rule, long row) {
        return new Finding(severity, rule, "convictions.csv", null, row, "Convicted", "is wrong", "put it right");
    }
}
