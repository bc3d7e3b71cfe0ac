package org.reconlink.outcome;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Adjudication;
import org.reconlink.kernel.ConvictionRecord;
import org.reconlink.kernel.CustodySpell;
import org.reconlink.kernel.DateRange;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.OffenceDescription;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.offence.ClassifiedOffence;
import org.reconlink.offence.OffenceSettings;
import org.reconlink.offence.SeriousnessScale;
import org.reconlink.outcome.CriminalRecord.CommittedOfAge;
import org.reconlink.outcome.CriminalRecord.ConvictionOccasions;
import org.reconlink.outcome.Definition.Answer;
import org.reconlink.outcome.Definition.DatedBy;
import org.reconlink.outcome.InclusionSettings.Inclusion;
import org.reconlink.outcome.Index.IndexConviction;
import org.reconlink.outcome.Offence.OffenceOutcome;
import org.reconlink.outcome.Offence.Placed;
import org.reconlink.outcome.Offence.Recorded;
import org.reconlink.outcome.OutcomeSettings.Undated;
import org.reconlink.outcome.ParticipantOutcome.ScoreInputs;
import org.reconlink.outcome.WindowOutcome.Exit;
import org.reconlink.outcome.WindowOutcome.NotObserved;
import org.reconlink.outcome.WindowOutcome.RecallsToCustody;
import org.reconlink.outcome.WindowOutcome.Reoffences;
import org.reconlink.outcome.WindowOutcome.Reoffending;
import org.reconlink.outcome.WindowOutcome.Survival;
import org.reconlink.outcome.WindowOutcome.TimeToFirst;
import org.reconlink.outcome.WindowOutcome.Timing;
import org.reconlink.outcome.WindowSettings.OffenceDate;

/** Derives what happened to each participant; the same rows in any order give the same outcome. */
public final class OutcomeDeriver {
    private final OutcomeSettings settings;
    private final CriminalRecord criminalRecord;
    private final Function<OffenceDescription, ClassifiedOffence> classifier;
    private final List<SeriousnessScale> scales;
    private final OffenceSettings offence;
    private final List<Definition.Asked> definitions;
    private final int responsibleFrom;

    /**
     * @param scales the study's seriousness scales, the first finds principal offences
     * @param responsibleFrom age in years below which nobody commits an offence
     */
    public OutcomeDeriver(
            OutcomeSettings settings,
            OffenceSettings offence,
            Function<OffenceDescription, ClassifiedOffence> classifier,
            List<SeriousnessScale> scales,
            int responsibleFrom) {
        this.settings = settings;
        this.responsibleFrom = responsibleFrom;
        this.criminalRecord = new CriminalRecord(settings, offence, classifier);
        this.classifier = classifier;
        this.scales = List.copyOf(scales);
        this.offence = offence;
        this.definitions = Definition.all(settings, offence);
    }

    /** The definitions that every participant's answers are to, in their order. */
    public List<Definition.Asked> definitions() {
        return definitions;
    }

    /** The same rules for persons who may be the participant. */
    public SupposedOutcomes supposing() {
        return new SupposedOutcomes(
                settings, offence, criminalRecord, classifier, scales, definitions, responsibleFrom);
    }

    /**
     * Derives one participant's outcome.
     *
     * @param linked whether a person of the conviction extract was found
     * @param rows all rows of that person, in any order, repetitions included; not looked at if not linked
     * @param spells all custody spells of the participant, in any order
     */
    public Derived derive(
            Participant participant, boolean linked, List<ConvictionRecord> rows, List<CustodySpell> spells) {
        List<Finding> findings = new ArrayList<>();
        CommittedOfAge ofAge = new CommittedOfAge(participant.details().dateOfBirth(), responsibleFrom);
        List<Recorded> history = linked ? criminalRecord.of(ofAge.of(rows, findings::add), findings::add) : List.of();
        List<CustodySpell> usable = usable(spells, findings::add);
        Index index = Index.of(participant, linked, history, settings.dataCut(), classifier, scales);
        history.stream()
                .filter(recorded -> recorded.classified().unknown())
                .map(recorded ->
                        RowFindings.unclassified(recorded.offence().sources().get(0), recorded.classified()))
                .forEach(findings::add);
        history.stream()
                .filter(recorded -> recorded.classified().codesDisagree())
                .map(recorded ->
                        RowFindings.codesDisagree(recorded.offence().sources().get(0)))
                .forEach(findings::add);
        ClassifiedOffence given = index.offence().given();
        if (given != null && given.unknown()) {
            findings.add(RowFindings.unclassified(participant.source(), given));
        }
        DefinedAnswers answers = new DefinedAnswers(
                settings,
                offence,
                participant,
                linked,
                history,
                index.conviction().offences(),
                CustodyCalendar.of(usable, settings.dataCut()));
        ParticipantOutcome outcome = new Derivation(settings, participant, linked, history, usable, index, scales)
                .outcome(answers, findings::add);
        return new Derived(
                outcome, answers.to(definitions), findings.stream().sorted().toList());
    }

    private static List<CustodySpell> usable(List<CustodySpell> spells, Consumer<Finding> findings) {
        List<CustodySpell> usable = new ArrayList<>();
        for (CustodySpell spell : spells) {
            if (spell.end() != null && spell.end().isBefore(spell.start())) {
                findings.accept(RowFindings.spellEndsBeforeStart(spell.source()));
            } else {
                usable.add(spell);
            }
        }
        return usable;
    }

    /** Works one participant's outcome out from offences, custody spells and index conviction. */
    private static final class Derivation {
        private static final double DAYS_IN_A_YEAR = 365.25;

        private final OutcomeSettings settings;
        private final Participant participant;
        private final boolean linked;
        private final List<Recorded> history;
        private final Index index;
        private final Seriousness seriousness;
        private final Exit exit;
        private final CustodyCalendar custody;
        private final TimingRules rules;
        private final RecallsToCustody recalls;
        private final List<FollowUp> windows;

        Derivation(
                OutcomeSettings settings,
                Participant participant,
                boolean linked,
                List<Recorded> history,
                List<CustodySpell> spells,
                Index index,
                List<SeriousnessScale> scales) {
            this.settings = settings;
            this.participant = participant;
            this.linked = linked;
            this.history = history;
            this.index = index;
            this.seriousness = new Seriousness(scales, index.onScales());
            this.exit = Exit.of(participant);
            this.custody = CustodyCalendar.of(spells, settings.dataCut());
            this.rules = new TimingRules(settings, index.conviction().offences(), exit, custody);
            this.recalls = new RecallsToCustody(spells, exit, settings.dataCut());
            this.windows = settings.windows().stream()
                    .map(window -> FollowUp.of(window, participant, settings.dataCut()))
                    .toList();
        }

        ParticipantOutcome outcome(DefinedAnswers answers, Consumer<Finding> findings) {
            List<Placed> placed = history.stream().map(this::place).toList();
            CriminalHistory past = new CriminalHistory(history, index.conviction(), settings.dataCut());
            LocalDate birth = participant.details().dateOfBirth();
            return new ParticipantOutcome(
                    participant,
                    linked,
                    new Inclusion(settings.inclusion()).exclusionReason(participant, linked),
                    index.offence(),
                    windows.isEmpty()
                            ? null
                            : Ages.completedYears(birth, windows.get(0).start()),
                    Ages.completedYears(birth, past.firstConviction()),
                    yearsInCustodyBeforeRelease(),
                    linked ? past.priorOccasions() : null,
                    linked ? past.priorOffences() : null,
                    linked ? past.violentOrSexual() : null,
                    linked ? past.perhapsViolentOrSexual() : null,
                    windows.stream().map(window -> inWindow(window, placed)).toList(),
                    placed.stream().map(Placed::outcome).toList(),
                    custody.inside(),
                    score(birth, answers),
                    warnings(placed, findings));
        }

        private ScoreInputs score(@Nullable LocalDate birth, DefinedAnswers answers) {
            return linked && !windows.isEmpty()
                    ? Sanctions.of(history, index.conviction())
                            .inputs(
                                    birth,
                                    answers.to(Definition.yearly(windows.get(0).settings(), 1)),
                                    answers.to(Definition.yearly(windows.get(0).settings(), 2)))
                    : ScoreInputs.UNKNOWN;
        }

        private Placed place(Recorded recorded) {
            Map<String, Timing> timing = new LinkedHashMap<>();
            Map<String, Boolean> straddles = new LinkedHashMap<>();
            Set<String> perhapsIn = new TreeSet<>();
            for (FollowUp window : windows) {
                Set<Timing> possible = rules.possible(recorded, window, DatedBy.OFFENCE);
                timing.put(window.settings().name(), TimingRules.known(possible));
                if (possible.size() > 1 && possible.contains(Timing.IN_WINDOW)) {
                    perhapsIn.add(window.settings().name());
                }
                straddles.put(
                        window.settings().name(),
                        window.firstDay() != null && recorded.offence().straddles(window.firstDay()));
            }
            return new Placed(
                    recorded,
                    new OffenceOutcome(
                            recorded.offence(),
                            recorded.classified(),
                            timing,
                            straddles,
                            seriousness.ranks(recorded.classified()),
                            seriousness.of(recorded.classified()),
                            recorded.custodial(),
                            custody.committedIn(recorded, offenceDateOfFirstWindow()),
                            perhapsIn));
        }

        private OffenceDate offenceDateOfFirstWindow() {
            return windows.isEmpty()
                    ? OffenceDate.START
                    : windows.get(0).settings().offenceDate();
        }

        private WindowOutcome inWindow(FollowUp window, List<Placed> placed) {
            String name = window.settings().name();
            List<Placed> reoffences = placed.stream()
                    .filter(offence -> offence.outcome().timing().get(name) == Timing.IN_WINDOW)
                    .toList();
            List<Placed> perhaps = placed.stream()
                    .filter(offence -> offence.outcome().perhapsIn().contains(name))
                    .toList();
            NotObserved reason = NotObserved.of(linked, window, exit, settings.dataCut());
            return new WindowOutcome(
                    window.settings().name(),
                    window.start(),
                    window.lastDay(),
                    window.proofDeadline(),
                    reason,
                    reason == null ? reoffending(window, reoffences, perhaps) : null,
                    linked ? survival(window, reoffences, perhaps) : null,
                    recalls.in(window));
        }

        private Reoffending reoffending(FollowUp window, List<Placed> reoffences, List<Placed> perhaps) {
            long undated = settings.undated() == Undated.UNKNOWN
                    ? 0
                    : history.stream()
                            .filter(recorded -> rules.undatedIn(recorded, window))
                            .count();
            return new Reoffences(
                            reoffences, perhaps, undated, window.settings().offenceDate(), seriousness, custody)
                    .summary();
        }

        private @Nullable Survival survival(FollowUp window, List<Placed> reoffences, List<Placed> perhaps) {
            OffenceDate which = window.settings().offenceDate();
            return new TimeToFirst(custody, exit).of(window, days(reoffences, which), days(perhaps, which));
        }

        private static List<DateRange> days(List<Placed> offences, OffenceDate which) {
            return offences.stream()
                    .map(offence -> offence.recorded().offence().days(which))
                    .toList();
        }

        /** The day of the offence, of one not known to the day the earliest that it can be. */
        private static @Nullable LocalDate earliest(Offence offence, FollowUp window) {
            DateRange within = offence.dateWithin(window.settings().offenceDate());
            return within == null ? offence.date(window.settings().offenceDate()) : within.first();
        }

        private @Nullable Double yearsInCustodyBeforeRelease() {
            LocalDate start = participant.date(ParticipantDate.CUSTODY_START);
            LocalDate release = participant.date(ParticipantDate.RELEASE);
            return start == null || release == null || release.isBefore(start)
                    ? null
                    : (Double) (ChronoUnit.DAYS.between(start, release) / DAYS_IN_A_YEAR);
        }

        private List<String> warnings(List<Placed> placed, Consumer<Finding> findings) {
            List<String> warnings = new ArrayList<>(index.warnings());
            for (String after : exitsBeforeOffences(placed, findings)) {
                warnings.add("an offence is dated after the participant's " + after + ": the link may be wrong");
            }
            LocalDate start = participant.date(ParticipantDate.CUSTODY_START);
            LocalDate release = participant.date(ParticipantDate.RELEASE);
            if (start != null && release != null && release.isBefore(start)) {
                warnings.add(ParticipantOutcome.RELEASE_BEFORE_CUSTODY);
            }
            return warnings;
        }

        private Set<String> exitsBeforeOffences(List<Placed> placed, Consumer<Finding> findings) {
            Set<String> exits = new TreeSet<>();
            for (Placed offence : placed) {
                String before = exitBefore(offence);
                if (before != null) {
                    exits.add(before);
                    findings.accept(RowFindings.offenceAfterExit(
                            offence.recorded().offence().sources().get(0), before));
                }
            }
            return exits;
        }

        private @Nullable String exitBefore(Placed offence) {
            for (FollowUp window : windows) {
                LocalDate date = earliest(offence.recorded().offence(), window);
                if (date != null
                        && offence.outcome().timing().get(window.settings().name()) == Timing.AFTER_EXIT) {
                    return exit.before(date);
                }
            }
            return null;
        }

        /** A linked person's sanctions up to the index conviction: convictions that count, cautions, reprimands, warnings. */
        private record Sanctions(
                Collection<Recorded> sanctions, @Nullable LocalDate indexConviction) {

            static Sanctions of(Collection<Recorded> history, IndexConviction index) {
                Set<Recorded> current = index.offences();
                LocalDate date = index.date();
                List<Recorded> earlier = history.stream()
                        .filter(offence ->
                                offence.convicted() || offence.offence().adjudication() == Adjudication.CAUTION)
                        .filter(offence -> offence.counted() && !current.contains(offence))
                        .filter(offence -> date != null && offence.provedBefore(date))
                        .toList();
                return new Sanctions(earlier, date);
            }

            ScoreInputs inputs(@Nullable LocalDate birth, Answer withinOneYear, Answer withinTwoYears) {
                LocalDate first = sanctions.stream()
                        .map(offence -> offence.offence().proofDate())
                        .min(LocalDate::compareTo)
                        .orElse(indexConviction);
                return new ScoreInputs(
                        Ages.completedYears(birth, indexConviction),
                        Ages.completedYears(birth, first),
                        indexConviction == null ? null : (Integer) ConvictionOccasions.count(sanctions),
                        withinOneYear,
                        withinTwoYears);
            }
        }
    }

    /**
     * What a linked participant had done by the index conviction. Prior means GUILTY, counted, not of the index conviction,
     * proved before the index conviction date.
     */
    static final class CriminalHistory {
        private final List<Recorded> convictions;
        private final IndexConviction index;

        CriminalHistory(List<Recorded> offences, IndexConviction index, LocalDate dataCut) {
            this.convictions = offences.stream()
                    .filter(Recorded::convicted)
                    .filter(offence -> offence.counted() || index.offences().contains(offence))
                    .filter(offence -> !offence.offence().proofDate().isAfter(dataCut))
                    .toList();
            this.index = index;
        }

        /** Null if there is none. */
        @Nullable
        LocalDate firstConviction() {
            return convictions.stream()
                    .map(offence -> offence.offence().proofDate())
                    .min(LocalDate::compareTo)
                    .orElse(null);
        }

        /** Null if the index conviction date is unknown. */
        @Nullable
        Integer priorOccasions() {
            return index.date() == null ? null : (Integer) ConvictionOccasions.count(priors(index.date()));
        }

        /** Null if the index conviction date is unknown. */
        @Nullable
        Integer priorOffences() {
            return index.date() == null ? null : (Integer) priors(index.date()).size();
        }

        /** Violent or sexual offences proved up to and including the index conviction; null if its date is unknown. */
        @Nullable
        Integer violentOrSexual() {
            LocalDate date = index.date();
            if (date == null) {
                return null;
            }
            return (int) provedBy(date)
                    .filter(o -> o.classified().violentOrSexual().yes())
                    .count();
        }

        /** Those of which it is not known; null if the date of the index conviction is unknown. */
        @Nullable
        Integer perhapsViolentOrSexual() {
            LocalDate date = index.date();
            return date == null
                    ? null
                    : (Integer) (int) provedBy(date)
                            .filter(o -> o.classified().violentOrSexual().unknown())
                            .count();
        }

        private Stream<Recorded> provedBy(LocalDate date) {
            return convictions.stream().filter(o -> !o.offence().proofDate().isAfter(date));
        }

        private List<Recorded> priors(LocalDate date) {
            return convictions.stream()
                    .filter(o -> !index.offences().contains(o) && o.provedBefore(date))
                    .toList();
        }
    }

    /** Ages in completed years; who was born on 29 February completes a year on 1 March of other years. */
    static final class Ages {
        private Ages() {}

        /** Null if either date is unknown or the day is before the birth. */
        static @Nullable Integer completedYears(@Nullable LocalDate birth, @Nullable LocalDate day) {
            if (birth == null || day == null || day.isBefore(birth)) {
                return null;
            }
            return Math.toIntExact(ChronoUnit.YEARS.between(birth, day));
        }
    }

    /**
     * A participant's outcome, the same under other definitions, and what was found wrong in the rows it rests on.
     *
     * @param answers whether there is a proven reoffence under each of {@link OutcomeDeriver#definitions}
     * @param findings in the order of {@link Finding}; each points to a row and holds no value of it
     */
    public record Derived(ParticipantOutcome outcome, List<Definition.Answer> answers, List<Finding> findings) {
        public Derived {
            answers = List.copyOf(answers);
            findings = List.copyOf(findings);
        }
    }
}
