package org.reconlink.review;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.linkage.study.CandidatePair;
import org.reconlink.linkage.study.CandidatePair.Decision;
import org.reconlink.linkage.study.Doubt;
import org.reconlink.linkage.study.PersonId;

/**
 * What a verdict on a pair is worth to whoever has time for some: the variance that it takes from the number of linked
 * participants, p (1 - p) for a match probability p, most where the model is least sure. What is linked is what the rate is of, and
 * each participant is the same part of it.
 *
 * <p>Outcomes have no say. They would move single verdicts further, but a review of those alone whose link would make a reoffender
 * bends the rate that it is to secure, and being asked would tell reviewers what they must not know.
 */
public final class VerdictWorth {
    private VerdictWorth() {}

    /**
     * The pairs in doubt in the order of what a verdict is worth, first those whose verdicts contradict each other: where a budget
     * ends, whoever has more of it goes on.
     *
     * @param participants of the run
     * @param pairs all of linkage
     */
    public static List<ReviewCase> order(
            List<Participant> participants, List<Doubt> doubts, List<CandidatePair> pairs) {
        Map<ParticipantId, Participant> byId =
                participants.stream().collect(Collectors.toMap(Participant::id, one -> one, (first, second) -> first));
        Map<ParticipantId, Map<PersonId, Double>> worth = new HashMap<>();
        inDoubt(pairs)
                .forEach(pair -> worth.computeIfAbsent(pair.participant(), id -> new HashMap<>())
                        .put(pair.person(), of(pair)));
        record Placed(ReviewCase pair, double worth) {}
        return doubts.stream()
                .map(doubt -> new Placed(
                        ReviewCase.of(Objects.requireNonNull(byId.get(doubt.participant())), doubt),
                        worth.getOrDefault(doubt.participant(), Map.of()).getOrDefault(doubt.person(), 0.0)))
                .sorted(Comparator.comparing((Placed one) -> !one.pair.contradicted())
                        .thenComparing(Comparator.comparingDouble(Placed::worth).reversed())
                        .thenComparing(one -> one.pair.key()))
                .map(Placed::pair)
                .toList();
    }

    /** What the verdicts on a run's pairs in doubt are worth, the most first. */
    public static List<Double> of(List<CandidatePair> pairs) {
        return inDoubt(pairs)
                .map(VerdictWorth::of)
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private static Stream<CandidatePair> inDoubt(List<CandidatePair> pairs) {
        return pairs.stream().filter(pair -> pair.decision() == Decision.REVIEW);
    }

    private static double of(CandidatePair pair) {
        return pair.probability() * (1 - pair.probability());
    }
}
