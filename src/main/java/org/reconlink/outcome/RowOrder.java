package org.reconlink.outcome;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import java.math.BigInteger;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.ConvictionRecord;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.OffenceCode;
import org.reconlink.kernel.OffenceDescription;

/**
 * Total orders of rows and offences by what they say; the place in a file decides only between rows that say the same,
 * so that the order of an extract changes nothing.
 */
final class RowOrder {
    private RowOrder() {}

    /** CJS code, then Home Office code, then title; missing last. */
    static final Comparator<OffenceDescription> BY_CODE =
            Comparator.<OffenceDescription, @Nullable OffenceCode>comparing(
                            OffenceDescription::cjsCode, nullsLast(naturalOrder()))
                    .thenComparing(
                            OffenceDescription::homeOfficeCode, nullsLast(Comparator.<HomeOfficeCode>naturalOrder()))
                    .thenComparing(OffenceDescription::title, nullsLast(naturalOrder()));

    /** Numbers as numbers, 2 before 10, then what is no number; missing last. */
    static final Comparator<@Nullable String> BY_OFFENCE_NUMBER =
            nullsLast(comparing(RowOrder::number, nullsLast(Comparator.<BigInteger>naturalOrder()))
                    .thenComparing(naturalOrder()));

    /** Hearings in order of date. */
    static final Comparator<ConvictionRecord> BY_HEARING = comparing(ConvictionRecord::convictionDate)
            .thenComparing(ConvictionRecord::offenceStart, nullsLast(naturalOrder()))
            .thenComparing(ConvictionRecord::offenceEnd, nullsLast(naturalOrder()))
            .thenComparing(ConvictionRecord::caseReference, nullsLast(naturalOrder()))
            .thenComparing(ConvictionRecord::offenceNumber, BY_OFFENCE_NUMBER)
            .thenComparing(ConvictionRecord::offence, BY_CODE)
            .thenComparing(ConvictionRecord::adjudication)
            .thenComparing(ConvictionRecord::court, nullsLast(naturalOrder()))
            .thenComparing(ConvictionRecord::disposalCode, nullsLast(naturalOrder()))
            .thenComparing(ConvictionRecord::disposalUnclear)
            .thenComparing(ConvictionRecord::sentenceDays, nullsLast(naturalOrder()))
            .thenComparingInt(ConvictionRecord::takenIntoConsideration)
            .thenComparing(ConvictionRecord::partial)
            .thenComparing(ConvictionRecord::source);

    /** Offences in order of proof date. */
    static final Comparator<Offence> BY_PROOF = comparing(Offence::proofDate)
            .thenComparing(Offence::offenceStart, nullsLast(naturalOrder()))
            .thenComparing(Offence::offenceEnd, nullsLast(naturalOrder()))
            .thenComparing(Offence::caseReference, nullsLast(naturalOrder()))
            .thenComparing(Offence::offenceNumber, BY_OFFENCE_NUMBER)
            .thenComparing(Offence::description, BY_CODE)
            .thenComparing(Offence::adjudication)
            .thenComparing(Offence::court, nullsLast(naturalOrder()))
            .thenComparing(Offence::disposalCode, nullsLast(naturalOrder()))
            .thenComparing(Offence::sentenceDays, nullsLast(naturalOrder()))
            .thenComparingInt(Offence::takenIntoConsideration)
            .thenComparing(Offence::partial)
            .thenComparing(offence -> offence.sources().get(0));

    private static @Nullable BigInteger number(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return null;
            }
        }
        return text.isEmpty() ? null : new BigInteger(text);
    }
}
