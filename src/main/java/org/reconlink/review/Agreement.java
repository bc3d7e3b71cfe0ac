package org.reconlink.review;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How two reviewers agree over all the pairs that both have judged. */
public record Agreement(String first, String second, Kappa kappa) {

    /** One for every two reviewers, in order of name. */
    public static List<Agreement> of(Collection<Deliberation> deliberations) {
        List<String> reviewers = new ArrayList<>(deliberations.stream()
                .flatMap(d -> d.reviews().stream())
                .map(Judgement::reviewer)
                .collect(Collectors.toCollection(TreeSet::new)));
        List<Agreement> agreements = new ArrayList<>();
        for (int i = 0; i < reviewers.size(); i++) {
            for (int j = i + 1; j < reviewers.size(); j++) {
                agreements.add(between(reviewers.get(i), reviewers.get(j), deliberations));
            }
        }
        return agreements;
    }

    private static Agreement between(String first, String second, Collection<Deliberation> deliberations) {
        List<Kappa.Both> both = new ArrayList<>();
        for (Deliberation deliberation : deliberations) {
            Optional<Answer> one = answer(deliberation, first);
            Optional<Answer> other = answer(deliberation, second);
            if (one.isPresent() && other.isPresent()) {
                both.add(new Kappa.Both(one.get(), other.get()));
            }
        }
        return new Agreement(first, second, Kappa.of(both));
    }

    private static Optional<Answer> answer(Deliberation deliberation, String reviewer) {
        return deliberation.reviews().stream()
                .filter(j -> j.reviewer().equals(reviewer))
                .map(Judgement::answer)
                .findFirst();
    }
}
