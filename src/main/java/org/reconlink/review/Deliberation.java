package org.reconlink.review;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.linkage.study.Verdict;
import org.reconlink.review.Judgement.Answer;

/**
 * What has been said of one pair so far, the last word of each reviewer.
 *
 * @param judgements in the order in which reviewers first spoke
 */
public record Deliberation(String key, List<Judgement> judgements) {
    private static final int REVIEWERS = 2;

    public Deliberation {
        judgements = List.copyOf(judgements);
    }

    /** Where a pair stands. */
    public enum State {
        AWAITS_REVIEWERS,
        AWAITS_ADJUDICATOR,
        DECIDED
    }

    /**
     * The pairs of which anything was said, by key; a later judgement of the same reviewer replaces the earlier, and one that was
     * withdrawn is as if it had never been.
     */
    public static Map<String, Deliberation> of(List<Judgement> judgements) {
        Map<String, Map<String, Judgement>> byKey = new TreeMap<>();
        for (Judgement judgement : judgements) {
            Map<String, Judgement> said = byKey.computeIfAbsent(judgement.key(), k -> new LinkedHashMap<>());
            String by = (judgement.adjudicator() ? "adjudicator " : "reviewer ")
                    + judgement.reviewer().toLowerCase(Locale.ROOT);
            if (judgement.isWithdrawal()) {
                said.remove(by);
            } else {
                said.put(by, judgement);
            }
        }
        Map<String, Deliberation> deliberations = new TreeMap<>();
        byKey.forEach((key, said) -> {
            if (!said.isEmpty()) {
                deliberations.put(key, new Deliberation(key, new ArrayList<>(said.values())));
            }
        });
        return deliberations;
    }

    /** The verdicts that are final, in order of key. */
    public static List<Verdict> verdicts(Map<String, Deliberation> deliberations) {
        return deliberations.values().stream()
                .filter(deliberation -> deliberation.decision() != null)
                .sorted(java.util.Comparator.comparing(Deliberation::key))
                .map(Deliberation::verdict)
                .toList();
    }

    /** A hash of all that is final and by whom; empty if nothing is. */
    public static String hash(Map<String, Deliberation> deliberations) {
        List<Verdict> verdicts = verdicts(deliberations);
        return verdicts.isEmpty()
                ? ""
                : Seal.hex(verdicts.stream()
                        .map(verdict -> deliberations.get(verdict.key()))
                        .map(said -> said == null ? "" : said.fingerprint())
                        .toArray(String[]::new));
    }

    /** Of the reviewers, without the adjudicator. */
    public List<Judgement> reviews() {
        return judgements.stream().filter(j -> !j.adjudicator()).toList();
    }

    public ParticipantId participant() {
        return judgements.get(0).participant();
    }

    /** Whether two people have judged it, each alone. */
    public boolean isReviewed() {
        return reviews().size() >= REVIEWERS;
    }

    /** Whether this person can decide what two others left open. */
    public boolean canBeAdjudicatedBy(String name) {
        return isReviewed() && reviews().stream().noneMatch(j -> j.reviewer().equalsIgnoreCase(name));
    }

    /** What somebody says of it at present. */
    public Optional<Judgement> by(String name, boolean adjudicator) {
        return judgements.stream()
                .filter(j -> j.adjudicator() == adjudicator && j.reviewer().equalsIgnoreCase(name))
                .findFirst();
    }

    /** What all came to: unsure where two left it open, null while it waits for one of them. */
    public @Nullable Answer together() {
        Answer decision = decision();
        return decision == null && isReviewed() ? Answer.UNSURE : decision;
    }

    private List<Judgement> adjudications() {
        return judgements.stream()
                .filter(j -> j.adjudicator() && canBeAdjudicatedBy(j.reviewer()))
                .toList();
    }

    /**
     * What the reviewers agree on or else the adjudicator said: match or non-match; null while it is open. An adjudicator is a
     * third person, and decides nothing that two have not judged.
     */
    public @Nullable Answer decision() {
        Answer adjudicated = adjudications().stream()
                .reduce((first, second) -> second)
                .map(Judgement::answer)
                .orElse(null);
        Answer answer = adjudicated != null ? adjudicated : agreed();
        return answer == Answer.UNSURE ? null : answer;
    }

    public State state() {
        if (decision() != null) {
            return State.DECIDED;
        }
        return !isReviewed() ? State.AWAITS_REVIEWERS : State.AWAITS_ADJUDICATOR;
    }

    /** Whose judgement the decision rests on: the adjudicator's alone, or all reviewers'. */
    public List<Judgement> deciding() {
        List<Judgement> adjudicated = adjudications();
        return adjudicated.isEmpty() ? reviews() : adjudicated.subList(adjudicated.size() - 1, adjudicated.size());
    }

    private @Nullable Answer agreed() {
        Set<Answer> answers =
                reviews().stream().map(Judgement::answer).collect(Collectors.toCollection(LinkedHashSet::new));
        return isReviewed() && answers.size() == 1 ? answers.iterator().next() : null;
    }

    private Verdict verdict() {
        Judgement any = judgements.get(0);
        return new Verdict(
                key, any.participant(), any.participantHash(), any.identityHash(), decision() == Answer.MATCH);
    }

    private String fingerprint() {
        return deciding().stream()
                .map(j -> j.reviewer() + " " + j.adjudicator() + " " + j.answer() + " " + j.reason())
                .sorted()
                .collect(Collectors.joining("\n", key + "\n", ""));
    }
}
