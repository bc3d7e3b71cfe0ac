package org.reconlink.outcome;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Adjudication;
import org.reconlink.kernel.DateRange;
import org.reconlink.outcome.Definition.DatedBy;
import org.reconlink.outcome.Offence.Recorded;
import org.reconlink.outcome.OutcomeSettings.ProofBasis;
import org.reconlink.outcome.OutcomeSettings.Undated;
import org.reconlink.outcome.WindowOutcome.Exit;
import org.reconlink.outcome.WindowOutcome.Timing;
import org.reconlink.outcome.WindowSettings.OffenceDate;

/**
 * Gives every offence exactly one {@link Timing} per window, the first that applies.
 *
 * <p>Where the protocol does not count offences in custody, an offence inside a custody spell on or after a window's first
 * day is NOT_COUNTED in it; one before the first day keeps its place, since it would be no reoffence anyway.
 */
final class TimingRules {
    private static final Set<Timing> UNDATED_IN_WINDOW = EnumSet.of(Timing.UNDATED, Timing.IN_WINDOW);
    /** What an offence proved so early as can be is without a date, and so with every date. */
    private static final Set<Timing> NEVER_IN_WINDOW =
            EnumSet.of(Timing.AFTER_CUT, Timing.NOT_PROVEN, Timing.INDEX, Timing.NOT_COUNTED);

    private final OutcomeSettings settings;
    private final Set<Recorded> index;
    private final Exit exit;
    private final CustodyCalendar custody;

    TimingRules(OutcomeSettings settings, Set<Recorded> index, Exit exit, CustodyCalendar custody) {
        this.settings = settings;
        this.index = index;
        this.exit = exit;
        this.custody = custody;
    }

    Timing timing(Recorded recorded, FollowUp window) {
        return timing(recorded, window, DatedBy.OFFENCE);
    }

    /** @param datedBy which date places the offence; when it was committed still decides on custody, death, deportation */
    Timing timing(Recorded recorded, FollowUp window, DatedBy datedBy) {
        return known(possible(recorded, window, datedBy));
    }

    /** UNCERTAIN where there are several; what has no date at all is UNDATED wherever it may be. */
    static Timing known(Set<Timing> possible) {
        if (possible.equals(UNDATED_IN_WINDOW)) {
            return Timing.UNDATED;
        }
        return possible.size() == 1 ? possible.iterator().next() : Timing.UNCERTAIN;
    }

    /**
     * The timings that the offence can have: one, unless a date of it is not known to the day or its proof is not known, or
     * where it has no date and the protocol asks for what it may be.
     */
    Set<Timing> possible(Recorded recorded, FollowUp window, DatedBy datedBy) {
        boolean known = recorded.offence().adjudication() != Adjudication.UNKNOWN;
        Set<Timing> proven = ifProven(recorded, window, datedBy);
        if (known && !proven.contains(Timing.UNDATED)) {
            return proven;
        }
        Set<Timing> timings = EnumSet.copyOf(proven);
        if (settings.undated() == Undated.UNKNOWN && timings.contains(Timing.UNDATED) && undatedIn(recorded, window)) {
            timings.add(Timing.IN_WINDOW);
        }
        if (known || timings.equals(Set.of(Timing.AFTER_CUT))) {
            return timings;
        }
        Set<Timing> either = EnumSet.of(Timing.NOT_PROVEN);
        either.addAll(timings);
        return either;
    }

    /** Whether it has no offence date, and was proved when it may have been committed in the window and proved in time. */
    boolean undatedIn(Recorded recorded, FollowUp window) {
        Offence offence = recorded.offence();
        OffenceDate which = window.settings().offenceDate();
        if (window.firstDay() == null || offence.date(which) != null || offence.dateWithin(which) != null) {
            return false;
        }
        LocalDate proved = offence.lastProofDate();
        LocalDate last = proved.isBefore(window.lastDayOrHorizon()) ? proved : window.lastDayOrHorizon();
        if (NEVER_IN_WINDOW.contains(timing(recorded, window, DatedBy.OFFENCE, null, offence.proofDate()))) {
            return false;
        }
        for (LocalDate day = window.firstDay(); !day.isAfter(last); day = day.plusDays(1)) {
            if (isIn(recorded, window, day, notBefore(day, offence.proofDate()))
                    || isIn(recorded, window, day, proved)) {
                return true;
            }
        }
        return false;
    }

    private boolean isIn(Recorded recorded, FollowUp window, LocalDate day, LocalDate proof) {
        return timing(recorded, window, DatedBy.OFFENCE, day, proof) == Timing.IN_WINDOW;
    }

    /** Those that it can have where its proof, if that is not known, is one. */
    private Set<Timing> ifProven(Recorded recorded, FollowUp window, DatedBy datedBy) {
        Offence offence = recorded.offence();
        LocalDate date = offence.date(window.settings().offenceDate());
        DateRange committed = offence.dateWithin(window.settings().offenceDate());
        if (committed == null && offence.partial().conviction() == null) {
            return Set.of(timing(recorded, window, datedBy, date, offence.proofDate()));
        }
        Set<Timing> timings = EnumSet.noneOf(Timing.class);
        if (committed == null) {
            addProven(recorded, window, datedBy, date, timings);
            return timings;
        }
        for (LocalDate day = committed.first(); !day.isAfter(committed.last()); day = day.plusDays(1)) {
            addProven(recorded, window, datedBy, day, timings);
        }
        return timings;
    }

    /** Those of an offence on one day that was proved on the first or the last day on which it may have been. */
    private void addProven(
            Recorded recorded, FollowUp window, DatedBy datedBy, @Nullable LocalDate day, Set<Timing> timings) {
        Offence offence = recorded.offence();
        timings.add(timing(recorded, window, datedBy, day, notBefore(day, offence.proofDate())));
        timings.add(timing(recorded, window, datedBy, day, offence.lastProofDate()));
    }

    private static LocalDate notBefore(@Nullable LocalDate day, LocalDate proof) {
        return day != null && proof.isBefore(day) ? day : proof;
    }

    private Timing timing(
            Recorded recorded, FollowUp window, DatedBy datedBy, @Nullable LocalDate date, LocalDate proof) {
        if (proof.isAfter(settings.dataCut())) {
            return Timing.AFTER_CUT;
        }
        if (!proven(recorded.offence().adjudication())) {
            return Timing.NOT_PROVEN;
        }
        if (index.contains(recorded)) {
            return Timing.INDEX;
        }
        if (!recorded.counted() || excludedInCustody(date, window.firstDay())) {
            return Timing.NOT_COUNTED;
        }
        if (date != null && exit.before(date) != null) {
            return Timing.AFTER_EXIT;
        }
        return window.firstDay() == null
                ? Timing.NO_WINDOW
                : place(datedBy == DatedBy.CONVICTION ? proof : date, proof, window.firstDay(), window);
    }

    private static Timing place(@Nullable LocalDate date, LocalDate proof, LocalDate firstDay, FollowUp window) {
        boolean provedBefore = proof.isBefore(firstDay);
        if (date == null) {
            return provedBefore ? Timing.PRIOR : Timing.UNDATED;
        }
        if (date.isBefore(firstDay)) {
            return provedBefore ? Timing.PRIOR : Timing.PSEUDO;
        }
        if (date.isAfter(window.lastDayOrHorizon())) {
            return Timing.AFTER;
        }
        boolean late = window.proofDeadline() != null && proof.isAfter(window.proofDeadline());
        return late ? Timing.PROVEN_LATE : Timing.IN_WINDOW;
    }

    private boolean proven(Adjudication adjudication) {
        return adjudication == Adjudication.GUILTY
                || adjudication == Adjudication.UNKNOWN
                || (adjudication == Adjudication.CAUTION && settings.counts() == ProofBasis.CONVICTIONS_OR_CAUTIONS);
    }

    private boolean excludedInCustody(@Nullable LocalDate date, @Nullable LocalDate firstDay) {
        return !settings.offenceInCustodyCounts()
                && date != null
                && firstDay != null
                && !date.isBefore(firstDay)
                && custody.contains(date);
    }
}
