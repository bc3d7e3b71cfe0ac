package org.reconlink.outcome;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.outcome.Offence.Recorded;

/**
 * What a linked participant had done by the index conviction. Prior means GUILTY, counted, not of the index conviction,
 * proved before the index conviction date.
 */
final class CriminalHistory {
    private final List<Recorded> convictions;
    private final IndexConviction index;

    CriminalHistory(List<Recorded> offences, IndexConviction index, LocalDate dataCut) {
        this.convictions = offences.stream()
                .filter(Recorded::convicted)
                .filter(offence -> offence.counted() || index.offences().contains(offence))
                .filter(offence -> !offence.offence().proofDate().isAfter(dataCut))
                .toList();
        this.index = index;
    }

    /** Null if there is none. */
    @Nullable
    LocalDate firstConviction() {
        return convictions.stream()
                .map(offence -> offence.offence().proofDate())
                .min(LocalDate::compareTo)
                .orElse(null);
    }

    /** Null if the index conviction date is unknown. */
    @Nullable
    Integer priorOccasions() {
        return index.date() == null ? null : (Integer) ConvictionOccasions.count(priors(index.date()));
    }

    /** Null if the index conviction date is unknown. */
    @Nullable
    Integer priorOffences() {
        return index.date() == null ? null : (Integer) priors(index.date()).size();
    }

    /** Violent or sexual offences proved up to and including the index conviction; null if its date is unknown. */
    @Nullable
    Integer violentOrSexual() {
        LocalDate date = index.date();
        if (date == null) {
            return null;
        }
        return (int) provedBy(date)
                .filter(o -> o.classified().violentOrSexual().yes())
                .count();
    }

    /** Those of which it is not known; null if the date of the index conviction is unknown. */
    @Nullable
    Integer perhapsViolentOrSexual() {
        LocalDate date = index.date();
        return date == null
                ? null
                : (Integer) (int) provedBy(date)
                        .filter(o -> o.classified().violentOrSexual().unknown())
                        .count();
    }

    private Stream<Recorded> provedBy(LocalDate date) {
        return convictions.stream().filter(o -> !o.offence().proofDate().isAfter(date));
    }

    private List<Recorded> priors(LocalDate date) {
        return convictions.stream()
                .filter(o -> !index.offences().contains(o) && o.provedBefore(date))
                .toList();
    }
}
