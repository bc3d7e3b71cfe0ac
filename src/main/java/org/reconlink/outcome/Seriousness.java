package org.reconlink.outcome;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reconlink.offence.ClassifiedOffence;
import org.reconlink.offence.RelativeSeriousness;
import org.reconlink.offence.SeriousnessScale;
import org.reconlink.outcome.WindowSettings.OffenceDate;

/**
 * Places offences on every scale against the index offence.
 *
 * @param scales the first is the one that finds the principal offence
 * @param index null if the index offence is not known: then nothing can be placed
 */
record Seriousness(List<SeriousnessScale> scales, @Nullable ClassifiedOffence index) {
    Seriousness {
        scales = List.copyOf(scales);
    }

    /** The rule for principal offences on the first scale. */
    PrincipalOffence principal(OffenceDate offenceDate) {
        return new PrincipalOffence(scales.isEmpty() ? null : scales.get(0), offenceDate);
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

    /** For each scale the worst of the offences on that scale; empty if there are no offences. */
    Map<String, RelativeSeriousness> ofWorst(List<RecordedOffence> offences, OffenceDate offenceDate) {
        Map<String, RelativeSeriousness> placed = new LinkedHashMap<>();
        for (SeriousnessScale scale : scales) {
            RecordedOffence worst = new PrincipalOffence(scale, offenceDate).of(offences);
            if (worst != null) {
                placed.put(scale.name(), against(scale, worst.classified()));
            }
        }
        return placed;
    }

    private RelativeSeriousness against(SeriousnessScale scale, ClassifiedOffence offence) {
        return index == null ? RelativeSeriousness.NOT_ON_SCALE : scale.compare(offence, index);
    }
}
