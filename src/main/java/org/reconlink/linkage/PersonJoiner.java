package org.reconlink.linkage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.decision.PairPosterior;
import org.reconlink.linkage.decision.ScoredPair;

/**
 * Joins identities without a PNC id to persons: to one who has a PNC id, or to one another.
 *
 * <p>An identity is one of the numbered persons or none of them, so that these compete for it; where none wins but one of
 * them is likely, it is left alone altogether. Pairs of two numberless identities are weighed by their expected number.
 * Only pairs at or above a high probability join, the most probable first, and only if {@link JoinGroups} allows.
 */
final class PersonJoiner {
    /** What says nothing of an identity without a PNC id, or asks for a participant's own conviction. */
    private static final Set<String> NOT_COMPARED = Set.of("pnc id", "index conviction date");
    /** Bits below which no pair can come near joining: fewer than a thousand identities make a register. */
    private static final double LEAST_BITS = 8;

    private static final int ROUNDS = 100;
    private static final double SETTLED = 1e-6;

    private final Extract extract;
    private final Weigher weigher;
    private final double joinFrom;

    PersonJoiner(Extract extract, LinkageSettings settings, Model model, double joinFrom) {
        this.extract = extract;
        this.joinFrom = joinFrom;
        List<String> compare = settings.compare().stream()
                .filter(name -> !NOT_COMPARED.contains(LinkageFields.field(name)) && model.parameters(name) != null)
                .toList();
        this.weigher = new Weigher(compare, model, Frequencies.of(extract));
    }

    /** A pair of identities that may be joined. */
    record Edge(int one, int other, double weight, double probability) {}

    /** The extract with its persons joined, and which they are. */
    record Joined(Extract extract, PersonJoins joins) {}

    /** The extract as it is, if the settings leave persons to their identifiers. */
    static Joined join(Extract extract, LinkageSettings settings, Model model) {
        Double from = settings.joinPersonsFrom();
        int[] numberless = from == null ? new int[0] : extract.identitiesOfPnc(false);
        return from == null || numberless.length == 0
                ? new Joined(extract, PersonJoins.NONE)
                : new PersonJoiner(extract, settings, model, from).join(numberless);
    }

    private Joined join(int[] numberless) {
        List<ScoredPair> pairs = weigh(JoinCandidates.of(extract, numberless, extract.identitiesOfPnc(true)));
        List<Edge> edges = edges(pairs, numberless);
        JoinGroups groups = new JoinGroups(extract);
        edges.stream()
                .filter(edge -> edge.probability() >= joinFrom)
                .sorted((a, b) -> {
                    int byProbability = Double.compare(b.probability(), a.probability());
                    int byWeight = byProbability != 0 ? byProbability : Double.compare(b.weight(), a.weight());
                    int byOne = byWeight != 0 ? byWeight : Integer.compare(a.one(), b.one());
                    return byOne != 0 ? byOne : Integer.compare(a.other(), b.other());
                })
                .forEach(groups::join);
        return groups.joined();
    }

    /** Without what weighs too little or contradicts itself. */
    private List<ScoredPair> weigh(JoinCandidates candidates) {
        return IntStream.range(0, candidates.size())
                .parallel()
                .mapToObj(p -> weigh(candidates.left(p), candidates.right(p)))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    private @Nullable ScoredPair weigh(int one, int other) {
        Subject left = Subject.of(extract.details(one), List.of());
        Subject right = Subject.of(extract.details(other), List.of());
        double weight = weigher.weight(left, right);
        return weight < LEAST_BITS || Objection.to(left, right) != null ? null : new ScoredPair(one, other, weight);
    }

    private List<Edge> edges(List<ScoredPair> pairs, int[] numberless) {
        List<ScoredPair> toNumbered =
                pairs.stream().filter(pair -> extract.hasPnc(pair.right())).toList();
        Attachment attachment = new Attachment(toNumbered, numberless.length);
        List<Edge> edges = new ArrayList<>();
        for (int p = 0; p < toNumbered.size(); p++) {
            edges.add(edge(toNumbered.get(p), attachment.probability[p]));
        }
        List<ScoredPair> among = pairs.stream()
                .filter(pair -> !extract.hasPnc(pair.right())
                        && !attachment.isTorn(pair.left(), joinFrom)
                        && !attachment.isTorn(pair.right(), joinFrom))
                .toList();
        double[] probabilities = amongThemselves(among, numberless);
        for (int p = 0; p < probabilities.length; p++) {
            edges.add(edge(among.get(p), probabilities[p]));
        }
        return edges;
    }

    private static Edge edge(ScoredPair pair, double probability) {
        return new Edge(pair.left(), pair.right(), pair.bits(), probability);
    }

    private static double[] amongThemselves(List<ScoredPair> pairs, int[] numberless) {
        List<ScoredPair> numbered = pairs.stream()
                .map(pair -> new ScoredPair(
                        Arrays.binarySearch(numberless, pair.left()),
                        Arrays.binarySearch(numberless, pair.right()),
                        pair.bits()))
                .toList();
        double possible = numberless.length * (numberless.length - 1.0) / 2;
        return PairPosterior.of(possible, numberless.length, numbered, Math.max(1, numberless.length / 4.0))
                .probabilities();
    }

    /** Which numbered person an identity is, or none of them: the prior is the expected share of those who are one. */
    private final class Attachment {
        private final double[] probability;
        /** By identity: the probability of being any numbered person, and of the most probable one. */
        private final double[] any = new double[extract.identities()];

        private final double[] best = new double[extract.identities()];

        /** @param pairs with numbered persons only, in order of their left identity */
        Attachment(List<ScoredPair> pairs, long identities) {
            probability = new double[pairs.size()];
            int persons = Math.max(1, extract.numberedPersons());
            double share = 0.5;
            for (int round = 0; round < ROUNDS; round++) {
                double found = weigh(pairs, share / persons / (1 - share));
                double next = (found + 0.5) / (identities + 1.0);
                boolean settled = Math.abs(next - share) < SETTLED;
                share = next;
                if (settled) {
                    break;
                }
            }
        }

        private double weigh(List<ScoredPair> pairs, double prior) {
            double found = 0;
            for (int from = 0; from < pairs.size(); ) {
                int to = from;
                while (to < pairs.size()
                        && pairs.get(to).left() == pairs.get(from).left()) {
                    to++;
                }
                found += weigh(pairs, from, to, prior);
                from = to;
            }
            return found;
        }

        private double weigh(List<ScoredPair> pairs, int from, int to, double prior) {
            double sum = 1;
            for (int p = from; p < to; p++) {
                probability[p] = isBestOfPerson(pairs, from, to, p)
                        ? prior * Math.pow(2, pairs.get(p).bits())
                        : 0;
                sum += probability[p];
            }
            int identity = pairs.get(from).left();
            best[identity] = 0;
            for (int p = from; p < to; p++) {
                probability[p] /= sum;
                best[identity] = Math.max(best[identity], probability[p]);
            }
            any[identity] = 1 - 1 / sum;
            return any[identity];
        }

        /** One identity speaks for a numbered person: the one that weighs most, of equals the first. */
        private boolean isBestOfPerson(List<ScoredPair> pairs, int from, int to, int p) {
            int identity = pairs.get(p).right();
            for (int q = from; q < to; q++) {
                double more = pairs.get(q).bits() - pairs.get(p).bits();
                if (extract.samePnc(pairs.get(q).right(), identity) && (more > 0 || (more == 0 && q < p))) {
                    return false;
                }
            }
            return true;
        }

        /** Likely one of the numbered persons, but not surely which. */
        boolean isTorn(int identity, double joinFrom) {
            return any[identity] >= 0.5 && best[identity] < joinFrom;
        }
    }
}
