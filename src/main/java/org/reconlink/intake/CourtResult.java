package org.reconlink.intake;

import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Adjudication;

/**
 * What a result of a court or of the police, in words or as a code, says.
 *
 * @param adjudication of the charge; UNKNOWN where the result tells nothing of guilt
 * @param custody whether it is immediate custody
 * @param code of the police computer; null where it has none for it
 * @param days length of a sentence that the words say; null if they say none
 */
record CourtResult(
        Adjudication adjudication,
        Custody custody,
        @Nullable String code,
        @Nullable Integer days) {
    /** One that says no length. */
    CourtResult(Adjudication adjudication, Custody custody, @Nullable String code) {
        this(adjudication, custody, code, null);
    }

    /** What a result says of custody. */
    enum Custody {
        /** Immediate custody, by one of the codes that a protocol lists if it says nothing else. */
        YES,
        NO,
        /** It may be immediate custody: words too wide, sentences of other jurisdictions, a sentence varied or still to come. */
        UNCLEAR,
        /** No disposal: an earlier one stands. */
        STANDS
    }

    CourtResult of(@Nullable Integer length) {
        return new CourtResult(adjudication, custody, code, length);
    }

    /** Acquitted, not proceeded with, or quashed. */
    boolean acquits() {
        return switch (adjudication) {
            case NOT_GUILTY, NON_CONVICTION, QUASHED -> true;
            case GUILTY, CAUTION, NONE, UNKNOWN -> false;
        };
    }
}
