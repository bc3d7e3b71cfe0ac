package org.reconlink.outcome;

import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.outcome.OutcomeSettings.ProofBasis;

/**
 * One way of defining the reoffending rate.
 *
 * @param window name of the protocol's window that it varies: its anchor, first day and offence date hold
 * @param from the anchor date S
 * @param months length; null for the protocol's own definition of a window that has none
 * @param to end anchor; null unless it is the protocol's own definition of such a window
 * @param waitingMonths waiting period
 */
public record Definition(
        String window,
        ParticipantDate from,
        @Nullable Integer months,
        @Nullable ParticipantDate to,
        int waitingMonths,
        ProofBasis counts,
        Breaches breaches,
        DatedBy datedBy,
        Clock clock) {

    /** Which breaches that are offences in their own right count. */
    public enum Breaches {
        /** All but breach of licence conditions, 195/66. */
        COUNTED,
        /** None of {@link org.reconlink.offence.BreachOffences}. */
        NOT_COUNTED,
        /** All but those on the protocol's own list, where that is neither. */
        AS_THE_PROTOCOL_SAYS
    }

    /** Which date places an offence in the window. */
    public enum DatedBy {
        /** The offence date; committed in the window and proved by the deadline. */
        OFFENCE,
        /**
         * The date of the conviction or caution, whenever the offence was: convicted in the window, so that convictions for
         * offences from before it count, and offences proved after it do not.
         */
        CONVICTION
    }

    /** How the length of a window is measured. */
    public enum Clock {
        /** In calendar months from S. */
        CALENDAR,
        /**
         * In time at risk: the window lasts until as many dates outside custody have passed as the calendar window has
         * dates. Dates after the data cut, of which no custody is known, are taken as outside.
         */
        AT_RISK
    }

    /** What one participant contributes. */
    public enum Answer {
        NOT_OBSERVED,
        NO,
        YES,
        /** An offence may be a proven reoffence. */
        UNKNOWN
    }
}
