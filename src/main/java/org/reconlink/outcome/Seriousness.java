package org.reconlink.outcome;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.offence.ClassifiedOffence;
import org.reconlink.offence.SeriousnessScale;
import org.reconlink.offence.SeriousnessScale.RelativeSeriousness;
import org.reconlink.outcome.CriminalRecord.RowOrder;
import org.reconlink.outcome.Offence.Recorded;
import org.reconlink.outcome.WindowSettings.OffenceDate;

/**
 * Places offences on every scale against the index offence.
 *
 * @param scales the first is the one that finds the principal offence
 * @param index the index offence by scale; a scale without one places nothing
 */
record Seriousness(List<SeriousnessScale> scales, Map<String, ClassifiedOffence> index) {
    Seriousness {
        index = Map.copyOf(index);
        scales = List.copyOf(scales);
    }

    /** The rule for principal offences on the first scale. */
    PrincipalOffence principal(OffenceDate offenceDate) {
        return new PrincipalOffence(scales.isEmpty() ? null : scales.get(0), offenceDate);
    }

    /** Whether an offence without a rank on the first scale may have one that nobody knows. */
    boolean hidesRank(ClassifiedOffence offence) {
        return !scales.isEmpty() && scales.get(0).hidesRank(offence);
    }

    /** Whether none can rank above it on the first scale. */
    boolean atTop(ClassifiedOffence offence) {
        return !scales.isEmpty()
                && scales.get(0)
                        .rank(offence)
                        .equals(OptionalLong.of(scales.get(0).top()));
    }

    Map<String, Long> ranks(ClassifiedOffence offence) {
        Map<String, Long> ranks = new LinkedHashMap<>();
        for (SeriousnessScale scale : scales) {
            scale.rank(offence).ifPresent(rank -> ranks.put(scale.name(), rank));
        }
        return ranks;
    }

    Map<String, RelativeSeriousness> of(ClassifiedOffence offence) {
        Map<String, RelativeSeriousness> placed = new LinkedHashMap<>();
        for (SeriousnessScale scale : scales) {
            placed.put(scale.name(), against(scale, offence));
        }
        return placed;
    }

    /**
     * For each scale the worst of the offences on that scale; UNKNOWN where one whose rank is not known, or that may not be
     * there, could be worse and would make a difference; empty if there are no offences.
     *
     * @param perhaps offences that may be there too
     */
    Map<String, RelativeSeriousness> ofWorst(List<Recorded> offences, List<Recorded> perhaps, OffenceDate offenceDate) {
        Map<String, RelativeSeriousness> placed = new LinkedHashMap<>();
        for (SeriousnessScale scale : scales) {
            Recorded worst = new PrincipalOffence(scale, offenceDate).of(offences);
            if (worst != null || !perhaps.isEmpty()) {
                placed.put(scale.name(), ofWorst(scale, worst, offences, perhaps));
            }
        }
        return placed;
    }

    private RelativeSeriousness ofWorst(
            SeriousnessScale scale, @Nullable Recorded worst, List<Recorded> offences, List<Recorded> perhaps) {
        ClassifiedOffence compared = index.get(scale.name());
        OptionalLong indexRank = compared == null ? OptionalLong.empty() : scale.rank(compared);
        if (indexRank.isEmpty()) {
            return RelativeSeriousness.NOT_ON_SCALE;
        }
        OptionalLong least = worst == null ? OptionalLong.empty() : scale.rank(worst.classified());
        OptionalLong most = Stream.concat(offences.stream(), perhaps.stream())
                .map(Recorded::classified)
                .map(offence -> scale.hidesRank(offence) ? OptionalLong.of(scale.top()) : scale.rank(offence))
                .flatMapToLong(OptionalLong::stream)
                .max();
        RelativeSeriousness fewest = RelativeSeriousness.of(least, indexRank);
        boolean known = worst != null && fewest == RelativeSeriousness.of(most, indexRank);
        return known ? fewest : RelativeSeriousness.UNKNOWN;
    }

    private RelativeSeriousness against(SeriousnessScale scale, ClassifiedOffence offence) {
        ClassifiedOffence compared = index.get(scale.name());
        return compared == null ? RelativeSeriousness.NOT_ON_SCALE : scale.compare(offence, compared);
    }

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
}
