package org.reconlink.result;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.reconlink.kernel.Adjudication;
import org.reconlink.kernel.Flag;
import org.reconlink.kernel.OffenceCode;
import org.reconlink.kernel.OffenceDescription;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PersonName;
import org.reconlink.kernel.RecordId;
import org.reconlink.kernel.Sex;
import org.reconlink.linkage.study.LinkDecision.Status;
import org.reconlink.offence.ClassifiedOffence;
import org.reconlink.offence.ClassifiedOffence.CourtMode;
import org.reconlink.offence.ClassifiedOffence.ModeEvidence;
import org.reconlink.offence.SeriousnessScale.RelativeSeriousness;
import org.reconlink.outcome.Definition;
import org.reconlink.outcome.Offence;
import org.reconlink.outcome.Offence.OffenceOutcome;
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

/** An invented participant in the making; whatever a test does not name is ordinary. */
public final class Person {
    public static final String SURNAME = "QUILLFEATHER";
    private static final LocalDate RELEASE = LocalDate.of(2012, 3, 1);

    public final ParticipantId id;
    Status status = Status.LINKED;
    private String exclusionReason;
    private ClassifiedOffence index = offence(CourtMode.INDICTABLE_ONLY, true, false);
    private Recalls recalls = new Recalls(List.of(), List.of(), false);
    private NotObserved notObservedDuring;
    private NotObserved notObservedAfter;
    private OffenceOutcome worst;
    private final List<OffenceOutcome> offences = new ArrayList<>();
    private final Map<String, String> carried = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private Integer violentOrSexualConvictions = 17;
    private int interventionMonths = 19;
    private int undated;
    private boolean perhaps;
    private String group;
    private final List<ParticipantOutcome.Custody> custody = new ArrayList<>();

    public Person(int number) {
        this.id = new ParticipantId("S" + number);
        offences.add(offence(Timing.INDEX, index, RelativeSeriousness.AS_SERIOUS));
    }

    public Person excluded(String reason) {
        exclusionReason = reason;
        return this;
    }

    /** From and until days after release. */
    public Person inCustody(int from, int until) {
        custody.add(new ParticipantOutcome.Custody(RELEASE.plusDays(from), RELEASE.plusDays(until)));
        return this;
    }

    public Person in(String studyGroup) {
        group = studyGroup;
        return this;
    }

    public Person status(Status now) {
        status = now;
        return this;
    }

    public Person index(ClassifiedOffence offence) {
        index = offence;
        return this;
    }

    public Person recalled(int... days) {
        recalls = new Recalls(Arrays.stream(days).mapToObj(Person::recall).toList(), recalls.curfewRecalls(), false);
        return this;
    }

    public Person curfew(int day) {
        recalls = new Recalls(recalls.recalls(), List.of(recall(day)), false);
        return this;
    }

    /** Recalled that many days after release, and not released since. */
    public Person recalledForGood(int day) {
        recalls = new Recalls(List.of(new Recall(RELEASE.plusDays(day), null, day, null)), List.of(), false);
        return this;
    }

    public Person recallsNotKnown() {
        recalls = null;
        return this;
    }

    /** A custody spell of an unknown type may be a recall. */
    public Person perhapsRecalled() {
        recalls = new Recalls(List.of(), List.of(), true);
        return this;
    }

    public Person notObserved(NotObserved during, NotObserved after) {
        notObservedDuring = during;
        notObservedAfter = after;
        return this;
    }

    public Person reconvicted(ClassifiedOffence of, RelativeSeriousness seriousness) {
        worst = offence(Timing.IN_WINDOW, of, seriousness);
        offences.add(worst);
        return this;
    }

    /** With an offence of which it is not known whether it is a proven reoffence of the time after the intervention. */
    public Person perhapsReconvicted() {
        perhaps = true;
        return this;
    }

    /** Convicted after the intervention of so many offences without a usable date. */
    public Person undated(int number) {
        undated = number;
        return this;
    }

    public Person also(Timing timing) {
        offences.add(offence(timing, offence(CourtMode.SUMMARY, false, false), RelativeSeriousness.LESS_SERIOUS));
        return this;
    }

    /** A proven reoffence that went on from the release for so many days. */
    public Person reoffendedOverDays(int days) {
        offences.add(offence(
                Timing.IN_WINDOW,
                offence(CourtMode.SUMMARY, false, false),
                RelativeSeriousness.LESS_SERIOUS,
                RELEASE.plusDays(days)));
        return this;
    }

    public Person carrying(String heading, String value) {
        carried.put(heading, value);
        return this;
    }

    public Person warned(String warning) {
        warnings.add(warning);
        return this;
    }

    public Person violentOrSexualConvictions(Integer number) {
        violentOrSexualConvictions = number;
        return this;
    }

    public Person interventionMonths(int months) {
        interventionMonths = months;
        return this;
    }

    private static final ScoreInputs SCORE = new ScoreInputs(39, 16, 12, Definition.Answer.NO, Definition.Answer.YES);

    public ParticipantOutcome outcome() {
        boolean linked = status == Status.LINKED;
        return new ParticipantOutcome(
                participant(),
                linked,
                exclusionReason,
                new IndexOffence(index, index, index, false),
                41,
                linked ? 16 : null,
                11.04,
                linked ? 12 : null,
                linked ? 30 : null,
                linked ? violentOrSexualConvictions : null,
                linked ? 0 : null,
                List.of(
                        window("during", linked ? notObservedDuring : NotObserved.UNLINKED, null),
                        window("after", linked ? notObservedAfter : NotObserved.UNLINKED, worst)),
                linked ? offences : List.of(),
                custody,
                linked ? SCORE : ScoreInputs.UNKNOWN,
                warnings);
    }

    public static ClassifiedOffence offence(CourtMode mode, boolean violent, boolean sexual) {
        return new ClassifiedOffence(
                new OffenceDescription(new OffenceCode("TH68023"), null, null),
                mode,
                ModeEvidence.CJS_CODE,
                null,
                violent ? "Violence against the person" : sexual ? "Sexual offences" : "Theft",
                Flag.of(violent),
                Flag.of(sexual),
                Set.of(),
                Set.of(),
                false,
                null);
    }

    private Participant participant() {
        Map<ParticipantDate, LocalDate> dates = new EnumMap<>(ParticipantDate.class);
        dates.put(ParticipantDate.INREACH_START, RELEASE.minusMonths(7));
        dates.put(ParticipantDate.RELEASE, RELEASE);
        dates.put(ParticipantDate.INTERVENTION_START, RELEASE);
        dates.put(ParticipantDate.INTERVENTION_END, RELEASE.plusMonths(interventionMonths));
        PersonDetails details = new PersonDetails(
                new PersonName(SURNAME, "ZEBEDEE", null),
                List.of(),
                LocalDate.of(1971, 2, 13),
                Sex.MALE,
                null,
                null,
                "A9999ZZ",
                List.of());
        return new Participant(
                id,
                new RecordId("participants.xlsx", "Referrals", 4),
                details,
                null,
                dates,
                null,
                "completed",
                true,
                group,
                carried);
    }

    private Survival survival(boolean reoffended) {
        Long first = reoffended ? 100L : null;
        return new Survival(RELEASE.plusDays(730), CensorReason.HORIZON, 731, 700, first, first, perhaps);
    }

    private WindowOutcome window(String name, NotObserved notObserved, OffenceOutcome reoffence) {
        boolean observed = notObserved == null;
        return new WindowOutcome(
                name,
                RELEASE,
                RELEASE.plusMonths(interventionMonths),
                RELEASE.plusMonths(interventionMonths + 6),
                notObserved,
                observed ? reoffending(reoffence) : null,
                observed ? survival(reoffence != null) : null,
                recalls);
    }

    private Reoffending reoffending(OffenceOutcome worst) {
        if (worst == null && perhaps) {
            Flag unknown = Flag.UNKNOWN;
            return new Reoffending(
                    unknown, 0, 1, undated, unknown, 0, null, null, null, Map.of(), unknown, unknown, unknown, unknown,
                    unknown, unknown);
        }
        if (worst == null) {
            return new Reoffending(
                    Flag.NO, 0, 0, undated, Flag.NO, 0, null, null, null, Map.of(), Flag.NO, Flag.NO, Flag.NO, Flag.NO,
                    Flag.NO, Flag.NO);
        }
        ClassifiedOffence what = worst.classified();
        return new Reoffending(
                Flag.YES,
                1,
                0,
                undated,
                Flag.YES,
                1,
                worst,
                worst,
                what.mode(),
                worst.seriousness(),
                what.violent(),
                what.sexual(),
                what.indictableOnly(),
                what.indictableOrEitherWay(),
                what.indictableOnly(),
                Flag.NO);
    }

    private static OffenceOutcome offence(Timing after, ClassifiedOffence what, RelativeSeriousness seriousness) {
        return offence(after, what, seriousness, null);
    }

    private static OffenceOutcome offence(
            Timing after, ClassifiedOffence what, RelativeSeriousness seriousness, LocalDate end) {
        Map<String, Timing> timing = new LinkedHashMap<>();
        timing.put("during", after == Timing.IN_WINDOW || after == Timing.PROVEN_LATE ? Timing.AFTER : after);
        timing.put("after", after);
        Offence offence = new Offence(
                List.of(new RecordId("pnc-1.csv", null, 2)),
                null,
                null,
                what.offence(),
                RELEASE,
                end,
                end == null ? RELEASE : end,
                Adjudication.GUILTY,
                null,
                null,
                null,
                0);
        return new OffenceOutcome(
                offence,
                what,
                timing,
                Map.of(),
                Map.of(),
                Map.of("court-mode", seriousness),
                Flag.NO,
                Flag.NO,
                Set.of());
    }

    private static Recall recall(int day) {
        LocalDate start = RELEASE.plusDays(day);
        return new Recall(start, start.plusDays(28), day, "fixed term");
    }
}
