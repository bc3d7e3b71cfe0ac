package org.reconlink.linkage.study;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.linkage.study.CandidatePair.ComparedField;

/**
 * Links that a police identifier confirms, looked at as if nobody had one: what linkage would have made of them by the rest. The
 * gold standard subset of Harron et al. (2017, doi 10.1093/ije/dyx177): how often somebody without a police identifier is missed.
 *
 * @param linked confirmed links that a blocking rule without police identifiers found and whose other comparisons reach the
 *     threshold of a link
 * @param inReview the same, but only that of clerical review
 * @param below the same, but neither
 * @param notFound those that no such rule found
 */
public record ConfirmedLinks(long linked, long inReview, long below, long notFound) {
    private static final Set<String> POLICE = Set.of("pnc id", "cro number", "police identifiers");
    private static final Set<String> EQUAL = Set.of("equal", "both equal", "one equal, other missing");

    private enum Without {
        LINKED,
        IN_REVIEW,
        BELOW,
        NOT_FOUND
    }

    public static ConfirmedLinks of(LinkageResult linkage, LinkageSettings settings) {
        Map<ParticipantId, PersonId> linked = new HashMap<>();
        for (LinkDecision decision : linkage.decisions()) {
            if (decision.person() != null) {
                linked.put(decision.participant(), decision.person());
            }
        }
        Map<Without, Long> counts = linkage.pairs().stream()
                .filter(pair -> pair.person().equals(linked.get(pair.participant())))
                .filter(ConfirmedLinks::isConfirmed)
                .collect(Collectors.groupingBy(pair -> without(pair, linkage, settings), Collectors.counting()));
        return new ConfirmedLinks(
                counts.getOrDefault(Without.LINKED, 0L),
                counts.getOrDefault(Without.IN_REVIEW, 0L),
                counts.getOrDefault(Without.BELOW, 0L),
                counts.getOrDefault(Without.NOT_FOUND, 0L));
    }

    /** All confirmed links. */
    public long all() {
        return linked + inReview + below + notFound;
    }

    /** Whether pairs can be found and weighed without police identifiers at all. */
    public static boolean canBeTold(LinkageSettings settings) {
        return settings.blockOn().stream().anyMatch(rule -> rule.stream().noneMatch(POLICE::contains))
                && settings.compare().stream().anyMatch(POLICE::contains);
    }

    /** An identifier in conflict confirms nothing, whatever another says. */
    private static boolean isConfirmed(CandidatePair pair) {
        List<ComparedField> police =
                pair.compared().stream().filter(ConfirmedLinks::isPolice).toList();
        return police.stream().anyMatch(f -> EQUAL.contains(f.level()))
                && police.stream()
                        .allMatch(f -> EQUAL.contains(f.level()) || f.level().equals("missing"));
    }

    private static Without without(CandidatePair pair, LinkageResult linkage, LinkageSettings settings) {
        boolean found = pair.blockedBy().stream()
                .anyMatch(rule -> List.of(rule.split(" \\+ ", -1)).stream().noneMatch(POLICE::contains));
        if (!found) {
            return Without.NOT_FOUND;
        }
        double police = pair.compared().stream()
                .filter(ConfirmedLinks::isPolice)
                .mapToDouble(f -> f.weight() + f.termFrequencyAdjustment())
                .sum();
        double odds = Math.pow(2, linkage.reckoning(pair).prior() + pair.weight() - police);
        double probability = odds / (1 + odds);
        if (probability >= settings.linkFrom()) {
            return Without.LINKED;
        }
        return probability >= settings.reviewFrom() ? Without.IN_REVIEW : Without.BELOW;
    }

    private static boolean isPolice(ComparedField field) {
        return POLICE.contains(field.comparison());
    }
}
