package org.reconlink.outcome;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.CustodySpell;
import org.reconlink.kernel.DateRange;
import org.reconlink.kernel.EnumWords;
import org.reconlink.kernel.Flag;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.offence.ClassifiedOffence.CourtMode;
import org.reconlink.offence.SeriousnessScale.RelativeSeriousness;
import org.reconlink.outcome.CriminalRecord.ConvictionOccasions;
import org.reconlink.outcome.Offence.OffenceOutcome;
import org.reconlink.outcome.Offence.Placed;
import org.reconlink.outcome.Offence.Recorded;
import org.reconlink.outcome.WindowSettings.OffenceDate;

/**
 * What happened to a participant in one follow-up window.
 *
 * @param start S; null if unknown
 * @param end the last day; null if unknown
 * @param proofDeadline last day on which an offence of the window can be proved; null if unknown
 * @param notObserved null if the outcome is observed
 * @param reoffending not null exactly if the outcome is observed
 * @param survival not null for the linked with an S and at least one day whose end is not unknown
 * @param recalls not null if S is known and not after the data cut; needs no link
 */
public record WindowOutcome(
        String window,
        @Nullable LocalDate start,
        @Nullable LocalDate end,
        @Nullable LocalDate proofDeadline,
        @Nullable NotObserved notObserved,
        @Nullable Reoffending reoffending,
        @Nullable Survival survival,
        @Nullable Recalls recalls) {

    public boolean observed() {
        return notObserved == null;
    }

    /**
     * Calendar months, and the part of one, from S to the end of the window's day of this number: whoever reaches the last
     * day of a window with a length is there at its months, however many days they had. Days would not do: over a leap day
     * a year has one more of them.
     *
     * @param day the first day's number is 1
     */
    public double months(long day) {
        LocalDate from = Objects.requireNonNull(start, "a window without a start has no time");
        LocalDate to = from.plusDays(day);
        long whole = ChronoUnit.MONTHS.between(from, to);
        // a short month is reached on its last day
        while (!from.plusMonths(whole + 1).isAfter(to)) {
            whole++;
        }
        LocalDate since = from.plusMonths(whole);
        return whole
                + (double) ChronoUnit.DAYS.between(since, to)
                        / ChronoUnit.DAYS.between(since, from.plusMonths(whole + 1));
    }

    /**
     * The proven reoffences of an observed participant. An offence whose timing is UNCERTAIN may be one: what it could change
     * is not known.
     *
     * @param reoffended yes if an offence is IN_WINDOW, unknown if one may be
     * @param offences number of offences IN_WINDOW, the fewest that it can be
     * @param uncertainOffences number of those that may be
     * @param undatedOffences number of those that have no date, may be of the window and are taken as none of it
     * @param reconvicted whether one of them was proved by a court conviction, whatever the basis
     * @param convictionOccasions distinct dates of conviction at a court among them, the fewest that it can be
     * @param first the earliest by offence date; null without a reoffence, or where an uncertain one may be earlier
     * @param worst the principal one on the first scale; null without a reoffence, or where an uncertain one may be worse
     * @param worstMode of the worst one; UNKNOWN if one whose mode is not known could be worse; null without a reoffence
     * @param seriousness against the index offence, on each scale of the worst on that scale; empty without a reoffence
     */
    public record Reoffending(
            Flag reoffended,
            int offences,
            int uncertainOffences,
            int undatedOffences,
            Flag reconvicted,
            int convictionOccasions,
            @Nullable OffenceOutcome first,
            @Nullable OffenceOutcome worst,
            @Nullable CourtMode worstMode,
            Map<String, RelativeSeriousness> seriousness,
            Flag violent,
            Flag sexual,
            Flag indictableOnly,
            Flag indictableOrEitherWay,
            Flag custodial,
            Flag inCustody) {
        /** There surely is none. */
        public static final Reoffending NONE = none(0);

        /** There is none, unless one of that many offences without a date is one. */
        static Reoffending none(int undated) {
            return new Reoffending(
                    Flag.NO, 0, 0, undated, Flag.NO, 0, null, null, null, Map.of(), Flag.NO, Flag.NO, Flag.NO, Flag.NO,
                    Flag.NO, Flag.NO);
        }

        /** Whether there is no conviction only if no offence without a date is one. */
        public boolean restsOnUndated() {
            return reconvicted == Flag.NO && undatedOffences > 0;
        }

        public Reoffending {
            seriousness = Collections.unmodifiableMap(new LinkedHashMap<>(seriousness));
        }
    }

    /**
     * Exposure and time to the first proven reoffence, counted in dates with first and last included.
     *
     * @param days first day to censoring date
     * @param atRiskDays the same without dates in custody
     * @param daysToFirst null if there was no event by the censoring date
     * @param atRiskDaysToFirst null if there was no event by the censoring date
     * @param uncertain whether an offence whose timing is UNCERTAIN may be the first, which the two above leave out
     */
    public record Survival(
            LocalDate censoringDate,
            CensorReason reason,
            long days,
            long atRiskDays,
            @Nullable Long daysToFirst,
            @Nullable Long atRiskDaysToFirst,
            boolean uncertain) {

        /** Where no offence is uncertain. */
        public Survival(
                LocalDate censoringDate,
                CensorReason reason,
                long days,
                long atRiskDays,
                @Nullable Long daysToFirst,
                @Nullable Long atRiskDaysToFirst) {
            this(censoringDate, reason, days, atRiskDays, daysToFirst, atRiskDaysToFirst, false);
        }
    }

    /** What ended the time of somebody. */
    public enum CensorReason {
        END_OF_WINDOW,
        HORIZON,
        DIED,
        DEPORTED
    }

    /**
     * Recalls to custody in the window, curfew (HDC) recalls apart.
     *
     * @param unclear whether a spell of a type that nothing understands, which may be a recall of either kind, starts in the window
     */
    public record Recalls(List<Recall> recalls, List<Recall> curfewRecalls, boolean unclear) {
        public Recalls {
            recalls = List.copyOf(recalls);
            curfewRecalls = List.copyOf(curfewRecalls);
        }

        /** Curfew recalls apart. */
        public Flag recalled() {
            return having(recalls);
        }

        public Flag recalledFromCurfew() {
            return having(curfewRecalls);
        }

        private Flag having(List<Recall> known) {
            return !known.isEmpty() ? Flag.YES : unclear ? Flag.UNKNOWN : Flag.NO;
        }
    }

    /**
     * One recall to custody; spells that touch or overlap are one.
     *
     * @param end day of release; null while it lasts
     * @param day number of its first date counted from the window's first day as 1
     */
    public record Recall(
            LocalDate start,
            @Nullable LocalDate end,
            long day,
            @Nullable String kind) {}

    /**
     * The proven reoffences of one participant in one window.
     *
     * @param inWindow the offences IN_WINDOW
     * @param perhaps the offences whose timing is not known and that may be IN_WINDOW
     * @param undated how many have no date, may be of the window and are taken as none of it
     */
    record Reoffences(
            List<Placed> inWindow,
            List<Placed> perhaps,
            long undated,
            OffenceDate offenceDate,
            Seriousness seriousness,
            CustodyCalendar custody) {
        Reoffences {
            inWindow = List.copyOf(inWindow);
            perhaps = List.copyOf(perhaps);
        }

        Reoffending summary() {
            if (inWindow.isEmpty() && perhaps.isEmpty()) {
                return Reoffending.none((int) undated);
            }
            List<Recorded> all = recorded(inWindow);
            List<Recorded> convictions =
                    all.stream().filter(Recorded::convicted).toList();
            return new Reoffending(
                    any(offence -> Flag.YES),
                    all.size(),
                    perhaps.size(),
                    (int) undated,
                    any(Recorded::conviction),
                    ConvictionOccasions.count(convictions),
                    outcome(first()),
                    outcome(worst()),
                    worstMode(),
                    seriousness.ofWorst(all, recorded(perhaps), offenceDate),
                    any(offence -> offence.classified().violent()),
                    any(offence -> offence.classified().sexual()),
                    any(offence -> offence.classified().indictableOnly()),
                    any(offence -> offence.classified().indictableOrEitherWay()),
                    any(Recorded::custodial),
                    any(offence -> custody.committedIn(offence, offenceDate)));
        }

        private static List<Recorded> recorded(List<Placed> offences) {
            return offences.stream().map(Placed::recorded).toList();
        }

        private static @Nullable OffenceOutcome outcome(@Nullable Placed offence) {
            return offence == null ? null : offence.outcome();
        }

        /** The earliest by offence date, of one day's the most serious; null if another may be before it. */
        private @Nullable Placed first() {
            Comparator<Placed> byLastDay =
                    comparing((Placed offence) -> days(offence).last()).thenComparing(mostSeriousFirst());
            Placed first = inWindow.stream().min(byLastDay).orElse(null);
            if (first == null) {
                return null;
            }
            LocalDate day = days(first).last();
            boolean another = Stream.concat(inWindow.stream(), perhaps.stream())
                    .filter(offence -> !offence.equals(first))
                    .anyMatch(offence -> days(offence).first().isBefore(day)
                            || (days(offence).first().equals(day)
                                    && mostSeriousFirst().compare(offence, first) < 0));
            return another ? null : first;
        }

        private DateRange days(Placed offence) {
            return offence.recorded().offence().days(offenceDate);
        }

        /** Null if one that may be there is worse, or its rank is not known. */
        private @Nullable Placed worst() {
            boolean hidden = perhaps.stream()
                    .anyMatch(
                            offence -> seriousness.hidesRank(offence.recorded().classified()));
            return hidden ? null : surely(mostSeriousFirst());
        }

        /** The least of the offences, whether or not those that may be there are; null if that differs. */
        private @Nullable Placed surely(Comparator<Placed> order) {
            Placed least = inWindow.stream().min(order).orElse(null);
            return least == null || perhaps.stream().anyMatch(other -> order.compare(other, least) < 0) ? null : least;
        }

        /** Of the worst offence; UNKNOWN if one that may be there, or whose rank is not known, could be worse and has another. */
        private CourtMode worstMode() {
            Placed worst = inWindow.stream().min(mostSeriousFirst()).orElse(null);
            if (worst == null) {
                return CourtMode.UNKNOWN;
            }
            CourtMode mode = mode(worst);
            Stream<Placed> worse = Stream.concat(
                    perhaps.stream().filter(offence -> mostSeriousFirst().compare(offence, worst) < 0),
                    seriousness.atTop(worst.recorded().classified())
                            ? Stream.of()
                            : Stream.concat(inWindow.stream(), perhaps.stream())
                                    .filter(offence -> seriousness.hidesRank(
                                            offence.recorded().classified())));
            return worse.allMatch(offence -> mode(offence) == mode) ? mode : CourtMode.UNKNOWN;
        }

        private static CourtMode mode(Placed offence) {
            return offence.recorded().classified().mode();
        }

        private Comparator<Placed> mostSeriousFirst() {
            return comparing(
                    Placed::recorded, seriousness.principal(offenceDate).mostSeriousFirst());
        }

        /** An offence that may be there makes yes of no flag, and no of none that it may have. */
        private Flag any(Function<Recorded, Flag> flag) {
            return Flag.any(Stream.concat(
                    recorded(inWindow).stream().map(flag),
                    recorded(perhaps).stream().map(flag).map(Flag::perhaps)));
        }
    }

    /**
     * Measures exposure and time to the first proven reoffence. Time is censored at the earliest of last day, horizon, date of
     * death and deportation; the first named of those that fall together is the reason, in an open window the horizon.
     */
    static final class TimeToFirst {
        private final CustodyCalendar custody;
        private final Exit exit;

        TimeToFirst(CustodyCalendar custody, Exit exit) {
            this.custody = custody;
            this.exit = exit;
        }

        /**
         * Null for whoever has no day in the window, or whose end is not known.
         *
         * @param reoffences the days that the offences IN_WINDOW can be of; the time is to the earliest
         * @param perhaps the same of those that may be there
         */
        @Nullable
        Survival of(FollowUp window, List<DateRange> reoffences, List<DateRange> perhaps) {
            Censoring censoring = censoring(window);
            if (window.firstDay() == null
                    || window.endUnknown()
                    || window.firstDay().isAfter(censoring.date())) {
                return null;
            }
            LocalDate event = reoffences.stream()
                    .map(DateRange::first)
                    .filter(date -> !date.isAfter(censoring.date()))
                    .min(LocalDate::compareTo)
                    .orElse(null);
            DateRange exposure = new DateRange(window.firstDay(), censoring.date());
            DateRange toFirst = event == null ? null : new DateRange(window.firstDay(), event);
            return new Survival(
                    censoring.date(),
                    censoring.reason(),
                    exposure.days(),
                    custody.atRiskDays(exposure),
                    toFirst == null ? null : toFirst.days(),
                    toFirst == null ? null : atRiskDay(toFirst),
                    uncertain(reoffences, perhaps, censoring.date()));
        }

        /** Whether the day of the first is not known, or whether there is one by the date of censoring. */
        private static boolean uncertain(List<DateRange> reoffences, List<DateRange> perhaps, LocalDate censored) {
            LocalDate surely = reoffences.stream()
                    .map(DateRange::last)
                    .min(LocalDate::compareTo)
                    .orElse(LocalDate.MAX);
            LocalDate before = surely.isAfter(censored) ? censored.plusDays(1) : surely;
            return Stream.concat(reoffences.stream(), perhaps.stream())
                    .anyMatch(days -> days.first().isBefore(before));
        }

        /** On the at-risk clock an event in custody falls on the last at-risk day before it, on 1 if there is none. */
        private long atRiskDay(DateRange toFirst) {
            return Math.max(1, custody.atRiskDays(toFirst));
        }

        private Censoring censoring(FollowUp window) {
            return new Censoring(window.horizon(), CensorReason.HORIZON)
                    .orNotLater(window.settings().open() ? null : window.lastDay(), CensorReason.END_OF_WINDOW)
                    .orEarlier(exit.death(), CensorReason.DIED)
                    .orEarlier(exit.deportation(), CensorReason.DEPORTED);
        }

        private record Censoring(LocalDate date, CensorReason reason) {
            Censoring orEarlier(@Nullable LocalDate other, CensorReason otherReason) {
                return other != null && other.isBefore(date) ? new Censoring(other, otherReason) : this;
            }

            Censoring orNotLater(@Nullable LocalDate other, CensorReason otherReason) {
                return other != null && !other.isAfter(date) ? new Censoring(other, otherReason) : this;
            }
        }
    }

    /**
     * Finds recalls to custody: spells of type recall that touch or overlap are one, and those that start in the window are its
     * recalls. Curfew (HDC) recalls are told by their kind and merged among themselves.
     */
    static final class RecallsToCustody {
        private final List<CustodySpell> recalls;
        private final List<CustodySpell> unknown;
        private final Exit exit;
        private final LocalDate dataCut;

        RecallsToCustody(List<CustodySpell> spells, Exit exit, LocalDate dataCut) {
            this.recalls = spells.stream()
                    .filter(spell -> spell.type() == CustodySpell.Type.RECALL)
                    .sorted(comparing(CustodySpell::start)
                            .thenComparing(CustodySpell::end, nullsLast(naturalOrder()))
                            .thenComparing(CustodySpell::kind, nullsLast(naturalOrder())))
                    .toList();
            this.unknown = spells.stream()
                    .filter(spell -> spell.type() == CustodySpell.Type.UNKNOWN)
                    .toList();
            this.exit = exit;
            this.dataCut = dataCut;
        }

        /** Null if S is unknown or after the data cut; neither a link nor a waiting period is needed. */
        @Nullable
        Recalls in(FollowUp window) {
            if (window.start() == null
                    || window.firstDay() == null
                    || window.start().isAfter(dataCut)) {
                return null;
            }
            LocalDate last = Stream.of(dataCut, window.lastDay(), exit.death(), exit.deportation())
                    .filter(java.util.Objects::nonNull)
                    .min(LocalDate::compareTo)
                    .orElse(dataCut);
            DateRange range = new DateRange(window.firstDay(), last);
            return new Recalls(
                    startingIn(range, false),
                    startingIn(range, true),
                    unknown.stream().anyMatch(spell -> range.contains(spell.start())));
        }

        private List<Recall> startingIn(DateRange range, boolean curfew) {
            List<Recall> merged = new ArrayList<>();
            for (CustodySpell spell : recalls) {
                if (isCurfew(spell) != curfew) {
                    continue;
                }
                int last = merged.size() - 1;
                if (last >= 0 && touches(merged.get(last), spell)) {
                    merged.set(last, joined(merged.get(last), spell));
                } else {
                    long day = new DateRange(range.first(), spell.start()).days();
                    merged.add(new Recall(spell.start(), spell.end(), day, spell.kind()));
                }
            }
            return merged.stream()
                    .filter(recall -> range.contains(recall.start()))
                    .toList();
        }

        private static boolean isCurfew(CustodySpell spell) {
            String kind = spell.kind() == null ? "" : spell.kind().toUpperCase(Locale.ROOT);
            return kind.contains("HDC") || kind.contains("CURFEW");
        }

        private static boolean touches(Recall recall, CustodySpell next) {
            return recall.end() == null || !next.start().isAfter(recall.end());
        }

        private static Recall joined(Recall recall, CustodySpell next) {
            LocalDate end = recall.end() == null || next.end() == null
                    ? null
                    : next.end().isAfter(recall.end()) ? next.end() : recall.end();
            return new Recall(recall.start(), end, recall.day(), recall.kind() == null ? next.kind() : recall.kind());
        }
    }

    /** When a participant left the population that can be reconvicted here; null for what did not happen. */
    record Exit(@Nullable LocalDate death, @Nullable LocalDate deportation) {
        static Exit of(Participant participant) {
            return new Exit(participant.date(ParticipantDate.DEATH), participant.date(ParticipantDate.DEPORTATION));
        }

        boolean diedBy(@Nullable LocalDate day) {
            return by(death, day);
        }

        boolean deportedBy(@Nullable LocalDate day) {
            return by(deportation, day);
        }

        /** Which exit is before that day, in words; null if none. An offence on the day itself is still possible. */
        @Nullable
        String before(LocalDate day) {
            if (death != null && death.isBefore(day)) {
                return "death";
            }
            return deportation != null && deportation.isBefore(day) ? "deportation" : null;
        }

        private static boolean by(@Nullable LocalDate exit, @Nullable LocalDate day) {
            return exit != null && day != null && !exit.isAfter(day);
        }
    }

    /** Why an outcome is not observed; the first that applies, in this order. */
    public enum NotObserved {
        UNLINKED,
        NO_START_DATE,
        NO_END_DATE,
        EMPTY_WINDOW,
        DIED,
        DEPORTED,
        IMMATURE;

        /** As outputs write it: {@code no start date}. */
        public String words() {
            return EnumWords.of(this);
        }

        /** The first reason that applies; null if the outcome is observed, which never depends on what somebody did. */
        static @Nullable NotObserved of(boolean linked, FollowUp window, Exit exit, LocalDate dataCut) {
            if (!linked) {
                return UNLINKED;
            }
            if (window.firstDay() == null) {
                return NO_START_DATE;
            }
            if (window.lastDay() == null || window.proofDeadline() == null) {
                return window.settings().blankEndContinues() ? IMMATURE : NO_END_DATE;
            }
            if (window.lastDay().isBefore(window.firstDay())) {
                return EMPTY_WINDOW;
            }
            LocalDate needed = window.settings().open() ? window.start() : window.lastDay();
            if (exit.diedBy(window.start()) || exit.diedBy(needed)) {
                return DIED;
            }
            if (exit.deportedBy(window.start()) || exit.deportedBy(needed)) {
                return DEPORTED;
            }
            return window.proofDeadline().isAfter(dataCut) ? IMMATURE : null;
        }
    }

    /** When an offence falls, seen from one follow-up window; the first that applies, in this order. */
    public enum Timing {
        AFTER_CUT,
        NOT_PROVEN,
        INDEX,
        NOT_COUNTED,
        AFTER_EXIT,
        NO_WINDOW,
        UNDATED,
        /** What is known of it allows more than one of the timings; it counts in outcomes as an offence that may be there. */
        UNCERTAIN,
        PRIOR,
        PSEUDO,
        AFTER,
        PROVEN_LATE,
        IN_WINDOW
    }
}
