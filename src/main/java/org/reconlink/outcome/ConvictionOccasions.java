package org.reconlink.outcome;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.reconlink.outcome.Offence.Recorded;

/**
 * Counts conviction occasions: one conviction date at one court. A missing court is no court of its own, so a date of
 * which no court is known is one occasion.
 */
final class ConvictionOccasions {
    private ConvictionOccasions() {}

    static int count(Collection<Recorded> convictions) {
        Map<LocalDate, Set<String>> courts = new HashMap<>();
        for (Recorded conviction : convictions) {
            Set<String> ofDate = courts.computeIfAbsent(conviction.offence().proofDate(), date -> new HashSet<>());
            String court = conviction.offence().court();
            if (court != null) {
                ofDate.add(court);
            }
        }
        return courts.values().stream()
                .mapToInt(ofDate -> Math.max(1, ofDate.size()))
                .sum();
    }
}
