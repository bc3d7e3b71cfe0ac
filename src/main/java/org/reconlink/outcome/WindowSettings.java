package org.reconlink.outcome;

import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.ParticipantDate;

/**
 * A follow-up window as the protocol states it. With neither {@code months} nor {@code to} it is open.
 *
 * @param name prefix of its columns: {@code after}
 * @param from the anchor date S
 * @param months length F in calendar months; null if it has none
 * @param to end anchor; null if it has none
 * @param waitingMonths waiting period W in calendar months
 * @param blankEndContinues a blank end anchor means still running (immature) and not unknown
 * @param comparisonRate a published rate, from 0 to 1, that the study's own is held against; null if there is none
 */
public record WindowSettings(
        String name,
        ParticipantDate from,
        @Nullable Integer months,
        @Nullable ParticipantDate to,
        int waitingMonths,
        FirstDay firstDay,
        OffenceDate offenceDate,
        boolean blankEndContinues,
        @Nullable Double comparisonRate) {
    public WindowSettings {
        if (months != null && to != null) {
            throw new IllegalArgumentException("window " + name + " has both a length and an end anchor; give one");
        }
    }

    /** A window without a rate to compare with. */
    public WindowSettings(
            String name,
            ParticipantDate from,
            @Nullable Integer months,
            @Nullable ParticipantDate to,
            int waitingMonths,
            FirstDay firstDay,
            OffenceDate offenceDate,
            boolean blankEndContinues) {
        this(name, from, months, to, waitingMonths, firstDay, offenceDate, blankEndContinues, null);
    }

    /** Whether it runs to the horizon, having neither a length nor an end anchor. */
    public boolean open() {
        return months == null && to == null;
    }

    /** Which day follow-up starts on. */
    public enum FirstDay {
        NEXT_DAY,
        SAME_DAY
    }

    /** Which end of a dated range is the offence date. */
    public enum OffenceDate {
        START,
        END
    }
}
