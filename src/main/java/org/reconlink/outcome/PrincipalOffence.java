package org.reconlink.outcome;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.reconlink.offence.SeriousnessScale;
import org.reconlink.outcome.Offence.Recorded;
import org.reconlink.outcome.WindowSettings.OffenceDate;

/**
 * Finds the principal one of some offences: the highest on a scale; ties by the longer sentence, then the earlier offence
 * date, conviction date, case reference, offence number, code. What has no rank is below what has one.
 *
 * @param scale null if the study has none: then ties alone decide
 */
record PrincipalOffence(@Nullable SeriousnessScale scale, OffenceDate offenceDate) {
    private static final long NO_RANK = Long.MIN_VALUE;
    private static final int NO_SENTENCE = -1;

    /** The principal offence, or null if there are none. */
    @Nullable
    Recorded of(Collection<Recorded> offences) {
        return offences.stream().min(mostSeriousFirst()).orElse(null);
    }

    Comparator<Recorded> mostSeriousFirst() {
        return comparingLong(this::rank)
                .reversed()
                .thenComparing(comparing(PrincipalOffence::sentence).reversed())
                .thenComparing(recorded -> recorded.offence().date(offenceDate), nullsLast(naturalOrder()))
                .thenComparing(recorded -> recorded.offence().proofDate())
                .thenComparing(recorded -> recorded.offence().caseReference(), nullsLast(naturalOrder()))
                .thenComparing(recorded -> recorded.offence().offenceNumber(), RowOrder.BY_OFFENCE_NUMBER)
                .thenComparing(recorded -> recorded.offence().description(), RowOrder.BY_CODE)
                .thenComparing(Recorded::offence, RowOrder.BY_PROOF);
    }

    private long rank(Recorded recorded) {
        return scale == null ? NO_RANK : scale.rank(recorded.classified()).orElse(NO_RANK);
    }

    private static int sentence(Recorded recorded) {
        Integer days = recorded.offence().sentenceDays();
        return days == null ? NO_SENTENCE : days;
    }
}
