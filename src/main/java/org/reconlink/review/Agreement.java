package org.reconlink.review;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.review.Judgement.Answer;

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

    /**
     * The pairs that both judged, of one kind.
     *
     * @param of the field that compares, or what reviewers gave as reason
     * @param as how it compares, in words
     */
    public record Part(String of, String as, Kappa kappa) {
        public int differing() {
            return kappa.n() - kappa.agreed();
        }
    }

    /**
     * How the two agree by how each field compares; for a pair of which no run has the records any more nothing is known.
     *
     * @param lines of each pair, by its key
     */
    public List<Part> byField(Collection<Deliberation> deliberations, Map<String, List<Compared>> lines) {
        return parts(deliberations, about -> lines.getOrDefault(about.key(), List.of()));
    }

    /** How a field of a pair compares, in a word; without its values. */
    public record Compared(String field, String word) {
        /** Those of a pair that have anything to compare. */
        public static List<Compared> of(ReviewCase pair) {
            return SideBySide.of(pair).stream()
                    .filter(line -> !line.word().isEmpty())
                    .map(line -> new Compared(line.field(), line.word()))
                    .toList();
        }
    }

    /** How the two agree where one of them gave a reason, by reason; a pair with two reasons is in both. */
    public List<Part> byReason(Collection<Deliberation> deliberations) {
        return parts(
                deliberations,
                about -> about.reviews().stream()
                        .filter(one -> Set.of(first, second).contains(one.reviewer()))
                        .flatMap(one -> Optional.ofNullable(one.reason()).stream())
                        .distinct()
                        .map(reason -> new Compared(reason.words(), ""))
                        .toList());
    }

    private List<Part> parts(Collection<Deliberation> deliberations, Function<Deliberation, List<Compared>> kinds) {
        Map<Compared, List<Deliberation>> parts = new LinkedHashMap<>();
        for (Deliberation about : deliberations) {
            if (answer(about, first).isPresent() && answer(about, second).isPresent()) {
                kinds.apply(about)
                        .forEach(kind -> parts.computeIfAbsent(kind, one -> new ArrayList<>())
                                .add(about));
            }
        }
        return parts.entrySet().stream()
                .map(part -> new Part(
                        part.getKey().field, part.getKey().word, between(first, second, part.getValue()).kappa))
                .toList();
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

    /**
     * How far two reviewers agree beyond chance (Cohen 1960), over match, non-match and unsure.
     *
     * @param n pairs that both judged
     * @param agreed pairs on which they said the same
     * @param value (observed - expected) / (1 - expected); 1 if both gave every pair the same one answer, where the formula
     *     has no value; null if n is 0
     * @param table pairs by what the first said (rows) and the second (columns), each match, non-match, unsure
     */
    public record Kappa(int n, int agreed, @Nullable Double value, List<List<Integer>> table) {
        /** Fewer pairs than this tell little: the next one can change it much. */
        private static final int FEW = 30;

        public Kappa {
            table = table.stream().map(List::copyOf).toList();
        }

        public boolean isUnstable() {
            return n < FEW;
        }

        /** What two reviewers said of one pair. */
        record Both(Answer first, Answer second) {}

        static Kappa of(List<Both> pairs) {
            int n = pairs.size();
            int agreed =
                    (int) pairs.stream().filter(p -> p.first() == p.second()).count();
            List<List<Integer>> table = Answer.offered().stream()
                    .map(row -> Answer.offered().stream()
                            .map(column -> (int) pairs.stream()
                                    .filter(p -> p.first() == row && p.second() == column)
                                    .count())
                            .toList())
                    .toList();
            if (n == 0) {
                return new Kappa(0, 0, null, table);
            }
            Map<Answer, Integer> first = new EnumMap<>(Answer.class);
            Map<Answer, Integer> second = new EnumMap<>(Answer.class);
            for (Both pair : pairs) {
                first.merge(pair.first(), 1, Integer::sum);
                second.merge(pair.second(), 1, Integer::sum);
            }
            // whole numbers up to the last division, so that perfect agreement is exactly 1
            long byChance = 0;
            for (Answer answer : Answer.offered()) {
                byChance += (long) first.getOrDefault(answer, 0) * second.getOrDefault(answer, 0);
            }
            long all = (long) n * n;
            return new Kappa(
                    n,
                    agreed,
                    byChance == all ? 1.0 : (double) ((long) agreed * n - byChance) / (all - byChance),
                    table);
        }
    }
}
