package org.reconlink.statistics.uncertainty;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * The distribution of how many participants are linked to a person with the outcome and how many to one without, nobody
 * linked twice.
 */
final class LinkedCounts {
    /** A link below this contests no person. */
    private static final double CONTESTS_FROM = 1e-4;

    private static final double TRIM = 1e-12;
    private static final int BISECTIONS = 60;

    private final int participants;
    private final JointCounts counts;
    private final int approximated;

    private LinkedCounts(int participants, JointCounts counts, int approximated) {
        this.participants = participants;
        this.counts = counts;
        this.approximated = approximated;
    }

    /**
     * Counts over all assignments.
     *
     * @param outcome of each link, in the order of the messages
     */
    static LinkedCounts of(int participants, Messages messages, boolean[] outcome) {
        return new Components(participants, messages, outcome).counted();
    }

    double probability(int with, int without) {
        int i = with - counts.with();
        int j = without - counts.without();
        boolean inside = i >= 0 && i < counts.rows() && j >= 0 && j < counts.columns();
        return inside ? counts.weight()[i][j] : 0;
    }

    /** Participants whose links were taken one by one, because too many were tied to one another. */
    int approximated() {
        return approximated;
    }

    /** The expected share of participants who are nobody among the candidates. */
    double unlinked() {
        double linked = 0;
        for (int i = 0; i < counts.rows(); i++) {
            for (int j = 0; j < counts.columns(); j++) {
                linked += counts.weight()[i][j] * (counts.with() + i + counts.without() + j);
            }
        }
        return Math.max(0, 1 - linked / participants);
    }

    /** The expected share with the outcome among those linked, given that anybody is; empty if nobody can be. */
    Optional<Double> share() {
        double share = 0;
        double anybody = 0;
        for (int i = 0; i < counts.rows(); i++) {
            for (int j = 0; j < counts.columns(); j++) {
                int with = counts.with() + i;
                int linked = with + counts.without() + j;
                if (linked > 0) {
                    share += counts.weight()[i][j] * with / linked;
                    anybody += counts.weight()[i][j];
                }
            }
        }
        return anybody == 0 ? Optional.empty() : Optional.of(share / anybody);
    }

    /** The value below which the mixture of the counts' Jeffreys posteriors has this probability. */
    double quantile(double probability) {
        double low = 0;
        double high = 1;
        for (int step = 0; step < BISECTIONS; step++) {
            double middle = (low + high) / 2;
            if (below(middle) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private double below(double t) {
        double sum = 0;
        for (int i = 0; i < counts.rows(); i++) {
            double a = counts.with() + i + 0.5;
            double b = counts.without() + 0.5;
            BetaDistribution first = BetaDistribution.of(a, b);
            // From one column to the next the incomplete beta function grows by t^a (1 - t)^b / (b B(a, b)).
            double value = first.cumulativeProbability(t);
            double step = first.density(t) * t * (1 - t) / b;
            for (int j = 0; j < counts.columns(); j++) {
                sum += counts.weight()[i][j] * value;
                value += step;
                step *= (1 - t) * (a + b + j) / (b + j + 1);
            }
        }
        return sum;
    }

    /** Participants tied to one another by contested persons. */
    private static final class Components {
        private final int participants;
        private final Messages messages;
        private final boolean[] outcome;
        private final double[] probability;
        private final BitSet contested = new BitSet();
        private final List<List<Integer>> linksOf = new ArrayList<>();
        /** Of each person: the participants who contest it. */
        private final List<List<Integer>> tiedTo = new ArrayList<>();

        Components(int participants, Messages messages, boolean[] outcome) {
            this.participants = participants;
            this.messages = messages;
            this.outcome = outcome;
            this.probability = messages.probabilities();
            for (int i = 0; i < participants; i++) {
                linksOf.add(new ArrayList<>());
            }
            for (int j = 0; j < messages.persons; j++) {
                tiedTo.add(new ArrayList<>());
            }
            int[] claims = new int[messages.persons];
            for (int e = 0; e < outcome.length; e++) {
                linksOf.get(messages.participant[e]).add(e);
                if (probability[e] > CONTESTS_FROM && ++claims[messages.person[e]] == 2) {
                    contested.set(messages.person[e]);
                }
            }
            for (int e = 0; e < outcome.length; e++) {
                if (ties(e)) {
                    tiedTo.get(messages.person[e]).add(messages.participant[e]);
                }
            }
        }

        private boolean ties(int link) {
            return probability[link] > CONTESTS_FROM && contested.get(messages.person[link]);
        }

        LinkedCounts counted() {
            JointCounts all = JointCounts.NOBODY;
            int approximated = 0;
            BitSet done = new BitSet();
            for (int i = 0; i < participants; i++) {
                if (!done.get(i)) {
                    List<Integer> component = component(i, done);
                    Optional<JointCounts> together =
                            component.size() == 1 ? Optional.of(untied(i)) : TiedCounts.of(tied(component));
                    if (together.isPresent()) {
                        all = all.plus(together.get(), TRIM);
                    } else {
                        approximated += component.size();
                        for (int j : component) {
                            all = all.plus(marginal(j), TRIM);
                        }
                    }
                }
            }
            return new LinkedCounts(participants, all.normalised(), approximated);
        }

        /** Those tied to a participant, nearest first. */
        private List<Integer> component(int first, BitSet done) {
            List<Integer> component = new ArrayList<>();
            Deque<Integer> open = new ArrayDeque<>(List.of(first));
            done.set(first);
            while (!open.isEmpty()) {
                int i = open.remove();
                component.add(i);
                for (int e : linksOf.get(i)) {
                    List<Integer> others = ties(e) ? tiedTo.get(messages.person[e]) : List.of();
                    others.stream().filter(other -> !done.get(other)).forEach(other -> {
                        done.set(other);
                        open.add(other);
                    });
                }
            }
            return component;
        }

        private JointCounts untied(int participant) {
            double[] sums = sums(linksOf.get(participant));
            double all = 1 + sums[0] + sums[1];
            return JointCounts.one(1 / all, sums[1] / all, sums[0] / all);
        }

        /** Odds without and with the outcome, each as far as the person is free of other participants. */
        private double[] sums(List<Integer> links) {
            double[] sums = new double[2];
            for (int e : links) {
                sums[outcome[e] ? 1 : 0] += messages.oddsWhereFree(e);
            }
            return sums;
        }

        private List<TiedCounts.Tied> tied(List<Integer> component) {
            BitSet persons = new BitSet();
            for (int i : component) {
                linksOf.get(i).stream().filter(this::ties).forEach(e -> persons.set(messages.person[e]));
            }
            return component.stream().map(i -> tied(i, persons)).toList();
        }

        private TiedCounts.Tied tied(int participant, BitSet persons) {
            List<TiedCounts.Claim> claims = new ArrayList<>();
            List<Integer> free = new ArrayList<>();
            for (int e : linksOf.get(participant)) {
                if (persons.get(messages.person[e])) {
                    claims.add(new TiedCounts.Claim(messages.person[e], outcome[e], messages.odds(e)));
                } else {
                    free.add(e);
                }
            }
            double[] sums = sums(free);
            return new TiedCounts.Tied(claims, sums[1], sums[0]);
        }

        private JointCounts marginal(int participant) {
            double with = 0;
            double without = 0;
            for (int e : linksOf.get(participant)) {
                with += outcome[e] ? probability[e] : 0;
                without += outcome[e] ? 0 : probability[e];
            }
            return JointCounts.one(Math.max(0, 1 - with - without), with, without);
        }
    }

    /**
     * The counts of participants who are tied by persons that two or more of them may be: every assignment in which nobody is
     * linked twice weighs the product of its odds.
     *
     * <p>Participants are taken one after another; the state is the set of persons who are taken and whom a later participant
     * may still be.
     */
    static final class TiedCounts {
        /** States after one participant, above which the counts are not worked out. */
        static final int MOST_STATES = 20_000;
        /** Numbers held for them, as 64 megabytes. */
        private static final long MOST_CELLS = 1 << 23;

        private static final int BITS = 62;
        /** Weights that add up to less are scaled up, before they are too small for numbers. */
        private static final double SMALL = 1e-100;

        private static final int NONE = -1;

        private final List<Tied> participants;
        /** Of each contested person: the last participant in order who may be it. */
        private final int[] last;
        /** The bit that stands for a contested person while a participant may be it, else {@link #NONE}. */
        private final int[] bitOf;

        private TiedCounts(List<Tied> participants) {
            int persons = participants.stream()
                            .flatMap(tied -> tied.claims().stream())
                            .mapToInt(Claim::person)
                            .max()
                            .orElse(-1)
                    + 1;
            this.participants = participants;
            this.last = new int[persons];
            this.bitOf = new int[persons];
            Arrays.fill(bitOf, NONE);
            for (int i = 0; i < participants.size(); i++) {
                for (Claim claim : participants.get(i).claims()) {
                    last[claim.person()] = i;
                }
            }
        }

        /**
         * One participant.
         *
         * @param with odds of persons with the outcome whom no other of these may be, summed
         * @param without the same of persons without
         */
        record Tied(List<Claim> claims, double with, double without) {
            double all() {
                return 1
                        + with
                        + without
                        + claims.stream().mapToDouble(Claim::odds).sum();
            }
        }

        /**
         * A contested person whom a participant may be.
         *
         * @param person from 0
         */
        record Claim(int person, boolean outcome, double odds) {}

        /** Empty where there are too many states. */
        static Optional<JointCounts> of(List<Tied> participants) {
            return new TiedCounts(participants).counts();
        }

        private Optional<JointCounts> counts() {
            Map<Long, JointCounts> states = new LinkedHashMap<>(Map.of(0L, JointCounts.NOBODY));
            long bits = 0;
            for (int i = 0; i < participants.size(); i++) {
                for (Claim claim : participants.get(i).claims()) {
                    if (bitOf[claim.person()] == NONE) {
                        int bit = Long.numberOfTrailingZeros(~bits);
                        if (bit >= BITS) {
                            return Optional.empty();
                        }
                        bitOf[claim.person()] = bit;
                        bits |= 1L << bit;
                    }
                }
                for (Claim claim : participants.get(i).claims()) {
                    bits &= last[claim.person()] == i ? ~(1L << bitOf[claim.person()]) : ~0L;
                }
                states = after(states, participants.get(i), bits);
                double sum =
                        states.values().stream().mapToDouble(JointCounts::sum).sum();
                if (sum < SMALL) {
                    states.replaceAll((taken, counts) -> counts.moved(1 / sum, 0, 0));
                }
                long cells =
                        states.values().stream().mapToLong(JointCounts::cells).sum();
                if (states.size() > MOST_STATES || cells > MOST_CELLS) {
                    return Optional.empty();
                }
            }
            return states.values().stream().reduce(JointCounts::or).map(JointCounts::normalised);
        }

        private Map<Long, JointCounts> after(Map<Long, JointCounts> states, Tied participant, long needed) {
            // All odds of one participant are divided alike, so that no product grows out of reach.
            double all = participant.all();
            JointCounts alone = JointCounts.one(1 / all, participant.with() / all, participant.without() / all);
            Map<Long, JointCounts> next = new LinkedHashMap<>();
            for (Map.Entry<Long, JointCounts> state : states.entrySet()) {
                long taken = state.getKey();
                JointCounts counts = state.getValue();
                next.merge(taken & needed, counts.plus(alone, 0), JointCounts::or);
                for (Claim claim : participant.claims()) {
                    long bit = 1L << bitOf[claim.person()];
                    if ((taken & bit) == 0) {
                        JointCounts linked =
                                counts.moved(claim.odds() / all, claim.outcome() ? 1 : 0, claim.outcome() ? 0 : 1);
                        next.merge((taken | bit) & needed, linked, JointCounts::or);
                    }
                }
            }
            return next;
        }
    }
}
