package org.reconlink.outcome;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantDate;

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
