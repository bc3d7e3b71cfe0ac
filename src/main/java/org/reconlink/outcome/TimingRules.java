package org.reconlink.outcome;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Adjudication;
import org.reconlink.outcome.Definition.DatedBy;
import org.reconlink.outcome.OutcomeSettings.ProofBasis;

/**
 * Gives every offence exactly one {@link Timing} per window, the first that applies.
 *
 * <p>Where the protocol does not count offences in custody, an offence inside a custody spell on or after a window's first
 * day is NOT_COUNTED in it; one before the first day keeps its place, since it would be no reoffence anyway.
 */
final class TimingRules {
    private final OutcomeSettings settings;
    private final Set<RecordedOffence> index;
    private final Exit exit;
    private final CustodyCalendar custody;

    TimingRules(OutcomeSettings settings, Set<RecordedOffence> index, Exit exit, CustodyCalendar custody) {
        this.settings = settings;
        this.index = index;
        this.exit = exit;
        this.custody = custody;
    }

    Timing timing(RecordedOffence recorded, FollowUp window) {
        return timing(recorded, window, DatedBy.OFFENCE);
    }

    /** @param datedBy which date places the offence; when it was committed still decides on custody, death, deportation */
    Timing timing(RecordedOffence recorded, FollowUp window, DatedBy datedBy) {
        if (recorded.offence().proofDate().isAfter(settings.dataCut())) {
            return Timing.AFTER_CUT;
        }
        if (!proven(recorded.offence().adjudication())) {
            return Timing.NOT_PROVEN;
        }
        if (index.contains(recorded)) {
            return Timing.INDEX;
        }
        LocalDate date = recorded.offence().date(window.settings().offenceDate());
        if (!recorded.counted() || excludedInCustody(date, window.firstDay())) {
            return Timing.NOT_COUNTED;
        }
        if (date != null && exit.before(date) != null) {
            return Timing.AFTER_EXIT;
        }
        LocalDate proof = recorded.offence().proofDate();
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
