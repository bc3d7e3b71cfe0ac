package org.reconlink.outcome;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.OffenceDescription;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.offence.ClassifiedOffence;

/**
 * Finds the index offence: the participant sheet's where given; else the principal offence of the last conviction with an
 * immediate custodial disposal before the release date. Both are kept.
 */
final class IndexOffenceRule {
    private final Function<OffenceDescription, ClassifiedOffence> classifier;

    IndexOffenceRule(Function<OffenceDescription, ClassifiedOffence> classifier) {
        this.classifier = classifier;
    }

    /** @param derived principal one of what {@link #custodial} found; null if nothing */
    IndexOffence of(Participant participant, @Nullable RecordedOffence derived) {
        OffenceDescription sheet = participant.indexOffence();
        ClassifiedOffence given = sheet == null ? null : classifier.apply(sheet);
        ClassifiedOffence fromRows = derived == null ? null : derived.classified();
        boolean disagreement = given != null && fromRows != null && SameCode.differ(given, fromRows);
        return new IndexOffence(given, fromRows, given == null ? fromRows : given, disagreement);
    }

    /** Those of the last custodial conviction before release; empty without one or without a release date. */
    List<RecordedOffence> custodial(Participant participant, List<RecordedOffence> offences) {
        LocalDate release = participant.date(ParticipantDate.RELEASE);
        if (release == null) {
            return List.of();
        }
        List<RecordedOffence> before = offences.stream()
                .filter(offence -> offence.convicted() && offence.counted() && offence.provedBefore(release))
                .toList();
        LocalDate last = before.stream()
                .filter(offence -> offence.custodial().yes())
                .map(offence -> offence.offence().proofDate())
                .max(Comparator.naturalOrder())
                .orElse(null);
        return last == null ? List.of() : custodialOccasion(before, last);
    }

    /** The convictions of that date at the courts that sent to custody; a missing court may be any of them. */
    private static List<RecordedOffence> custodialOccasion(List<RecordedOffence> before, LocalDate date) {
        List<RecordedOffence> ofDate = before.stream()
                .filter(offence -> offence.offence().proofDate().equals(date))
                .toList();
        Set<@Nullable String> courts = new HashSet<>();
        for (RecordedOffence offence : ofDate) {
            if (offence.custodial().yes()) {
                courts.add(offence.offence().court());
            }
        }
        return ofDate.stream()
                .filter(offence -> courts.contains(null)
                        || offence.offence().court() == null
                        || courts.contains(offence.offence().court()))
                .toList();
    }
}
