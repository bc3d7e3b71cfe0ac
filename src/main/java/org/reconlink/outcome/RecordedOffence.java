package org.reconlink.outcome;

import java.time.LocalDate;
import java.util.Set;
import org.reconlink.kernel.Adjudication;
import org.reconlink.kernel.DateRange;
import org.reconlink.kernel.Flag;
import org.reconlink.offence.ClassifiedOffence;

/**
 * An offence of a linked participant's history with all that does not depend on a window.
 *
 * @param provedOn dates of the rows that prove it
 * @param counted neither category CB nor on the protocol's list of breaches that are not counted, nor at a court that is not
 * @param custodial the disposal is immediate custody
 */
record RecordedOffence(
        Offence offence, ClassifiedOffence classified, Set<LocalDate> provedOn, boolean counted, Flag custodial) {

    /** The same, counted or not. */
    RecordedOffence counted(boolean counts) {
        return new RecordedOffence(offence, classified, provedOn, counts, custodial);
    }

    /** Whether a court convicted; unknown where nothing understands the result. */
    Flag conviction() {
        return offence.adjudication() == Adjudication.UNKNOWN ? Flag.UNKNOWN : Flag.of(convicted());
    }

    boolean convicted() {
        return offence.adjudication() == Adjudication.GUILTY;
    }

    /** Whether a conviction on that date stands, or on one that may be it. */
    boolean convictedOn(LocalDate date) {
        DateRange within = offence.partial().conviction();
        return convicted() && (provedOn.contains(date) || (within != null && within.contains(date)));
    }

    boolean provedBefore(LocalDate date) {
        return offence.lastProofDate().isBefore(date);
    }
}
