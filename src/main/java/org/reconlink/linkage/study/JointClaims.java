package org.reconlink.linkage.study;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.decision.JointPosterior.JointMarginals;
import org.reconlink.linkage.study.Claim.Candidate;
import org.reconlink.linkage.study.Claim.Objected;

/**
 * The claims of all participants by the joint posterior over participants, persons and nobody: a participant is one person
 * at most, and a person one participant.
 *
 * <p>The odds of a pair are q / (persons that other participants leave) times its Bayes factor, against what nobody counts
 * ({@link MatchOdds}). A twin takes no part in the others' sums: that it agrees on surname, date of birth and postcode says
 * nothing against the participant's own record. Nor does whom reviewers ruled out, nor anybody else for the two sides of a
 * pair that they confirmed. The probability of such a pair is taken as if it were added alone.
 *
 * @param claims by participant, each list best first
 * @param expectedShare q: as given, or as estimated
 */
record JointClaims(List<List<Claim>> claims, double expectedShare) {
    private static final double LEAST_NOBODY = 1e-30;
    private static final double FIRST_GUESS = 0.9;
    private static final int ROUNDS = 200;
    private static final double SETTLED = 1e-7;

    JointClaims {
        claims = claims.stream().map(List::copyOf).toList();
    }

    /**
     * Weighs all candidates together.
     *
     * @param candidates by participant
     * @param leftOut by participant: the share of true matches that blocking leaves out
     * @param confirmed what reviewers confirmed
     * @param persons in the extract
     * @param expectedShare null: the mean over participants of their probability to be anybody, found by iteration, with
     *     half a participant added who is in the extract and half a one who is not
     */
    static JointClaims of(
            List<List<Objected>> candidates,
            double[] leftOut,
            Set<Candidate> confirmed,
            long persons,
            @Nullable Double expectedShare) {
        Graph graph = new Graph(candidates, leftOut, confirmed, persons);
        double share = expectedShare == null ? FIRST_GUESS : expectedShare;
        graph.weigh(share);
        for (int round = 0; expectedShare == null && round < ROUNDS; round++) {
            double next = (graph.found() + 0.5) / (candidates.size() + 1.0);
            boolean settled = Math.abs(next - share) < SETTLED;
            share = next;
            graph.weigh(share);
            if (settled) {
                break;
            }
        }
        return new JointClaims(graph.claims(), share);
    }

    /** Persons that are left for a participant when each of the others has taken its expected share of one. */
    static double personsLeft(long persons, long participants, double expectedShare) {
        return Math.max(1, persons - expectedShare * Math.max(0, participants - 1));
    }

    /** The candidates that compete, as pairs of two sides. */
    private static final class Graph {
        private final List<List<Objected>> candidates;
        private final double[] leftOut;
        private final long persons;
        private final IntArrayList left = new IntArrayList();
        private final IntArrayList right = new IntArrayList();
        private final DoubleArrayList factor = new DoubleArrayList();
        private final Int2IntOpenHashMap column = new Int2IntOpenHashMap();
        private final Set<Candidate> confirmed;
        private final IntSet takenParticipants = new IntOpenHashSet();
        private final IntSet takenPersons = new IntOpenHashSet();
        private double[] nobody = {};
        private double prior;
        private JointMarginals marginals;

        Graph(List<List<Objected>> candidates, double[] leftOut, Set<Candidate> confirmed, long persons) {
            this.candidates = candidates;
            this.leftOut = leftOut;
            this.persons = persons;
            this.confirmed = confirmed;
            confirmed.forEach(candidate -> {
                takenParticipants.add(candidate.participant());
                takenPersons.add(candidate.person());
            });
            candidates.forEach(ofParticipant -> ofParticipant.forEach(this::add));
            marginals = JointMarginals.of(0, 0, new int[0], new int[0], new double[0]);
        }

        private void add(Objected objected) {
            Candidate candidate = objected.candidate();
            column.putIfAbsent(candidate.person(), column.size());
            if (!standsAside(objected)) {
                left.add(candidate.participant());
                right.add(column.get(candidate.person()));
                factor.add(Math.pow(2, candidate.weight()));
            }
        }

        private boolean standsAside(Objected objected) {
            Candidate candidate = objected.candidate();
            return objected.standsAside()
                    || (!confirmed.contains(candidate)
                            && (takenParticipants.contains(candidate.participant())
                                    || takenPersons.contains(candidate.person())));
        }

        void weigh(double share) {
            prior = share / personsLeft(persons, candidates.size(), share);
            nobody = new double[candidates.size()];
            for (int i = 0; i < nobody.length; i++) {
                MatchOdds odds = new MatchOdds(
                        share, persons, leftOut[i], candidates.get(i).size());
                nobody[i] = Math.max(LEAST_NOBODY, odds.nobody());
            }
            double[] odds = new double[left.size()];
            for (int e = 0; e < odds.length; e++) {
                odds[e] = prior * factor.getDouble(e) / nobody[left.getInt(e)];
            }
            marginals = JointMarginals.of(nobody.length, column.size(), left.toIntArray(), right.toIntArray(), odds);
        }

        /** The expected number of participants who are in the extract. */
        double found() {
            double sum = 0;
            for (double p : marginals.probabilities()) {
                sum += p;
            }
            return sum;
        }

        List<List<Claim>> claims() {
            List<List<Claim>> all = new ArrayList<>();
            int edge = 0;
            for (List<Objected> ofParticipant : candidates) {
                double sum = 1;
                for (Objected objected : ofParticipant) {
                    sum += standsAside(objected) ? 0 : odds(objected.candidate());
                }
                List<Claim> claims = new ArrayList<>(ofParticipant.size());
                for (Objected objected : ofParticipant) {
                    boolean aside = standsAside(objected);
                    double probability =
                            aside ? added(objected.candidate()) : marginals.probabilities()[edge++];
                    claims.add(claim(objected, probability, aside ? sum + odds(objected.candidate()) : sum));
                }
                claims.sort(Claim.BEST_FIRST);
                all.add(claims);
            }
            return all;
        }

        private Claim claim(Objected objected, double probability, double sum) {
            double odds = odds(objected.candidate());
            double score = Math.log(odds) / Math.log(2);
            return new Claim(objected.candidate(), objected.objection(), probability, score, odds / sum);
        }

        private double odds(Candidate candidate) {
            return prior * Math.pow(2, candidate.weight()) / nobody[candidate.participant()];
        }

        private double added(Candidate candidate) {
            double odds = odds(candidate)
                    * marginals.leftAlone()[candidate.participant()]
                    * marginals.rightAlone()[column.get(candidate.person())];
            return odds / (1 + odds);
        }
    }

    /**
     * The odds of a participant being each of its candidates, or nobody among them.
     *
     * <p>With Bayes factors B, N persons in the extract and the share q of participants who are in it, candidate k counts
     * q/N B<sub>k</sub>; nobody counts 1 - q, and each person that blocking left out q/N times the Bayes factor to be
     * expected of it: on average over non-matches a Bayes factor is 1, and of that the share {@code leftOut} is with
     * pairs that no rule finds. A probability is one of these over their sum.
     *
     * @param expectedShare q
     * @param persons N
     * @param leftOut share of true matches that blocking leaves out
     * @param candidates persons that blocking found for the participant
     */
    record MatchOdds(double expectedShare, long persons, double leftOut, long candidates) {

        /** What a candidate of so many bits counts. */
        double of(double weight) {
            return expectedShare / persons * Math.pow(2, weight);
        }

        /** What nobody counts, together with the persons that blocking left out. */
        double nobody() {
            return (1 - expectedShare) + expectedShare / persons * (persons - candidates) * leftOut;
        }
    }
}
