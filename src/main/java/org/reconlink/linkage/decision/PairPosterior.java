package org.reconlink.linkage.decision;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.Long2DoubleOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.Arrays;
import java.util.List;

/**
 * The probability of each pair within one file, where a person may have any number of records: the prior is the expected
 * number of matches over all possible pairs, estimated as the sum of the probabilities.
 *
 * <p>A pair that is doubtful by itself is not where both records belong to a third: if x is y and y is z, x is z. Its
 * probability is at least the sum of the two others less 1, provided that all three are in one group.
 *
 * @param probabilities in the order of the pairs
 * @param matches their sum
 */
@SuppressWarnings("ArrayRecordComponent") // millions of numbers; never compared or changed
public record PairPosterior(double[] probabilities, double matches) {
    private static final int ROUNDS = 100;
    private static final double SETTLED = 1e-6;
    private static final double FEWEST = 0.5;
    private static final double GROUPED_FROM = 0.5;

    /** Weighs {@code pairs} out of all possible ones, from a first guess of the number of matches. */
    public static PairPosterior of(double possiblePairs, int rows, List<ScoredPair> pairs, double expectedMatches) {
        double[] probabilities = new double[pairs.size()];
        double[] against = new double[probabilities.length];
        for (int p = 0; p < against.length; p++) {
            against[p] = StrictMath.pow(2, -pairs.get(p).bits());
        }
        double matches = expectedMatches;
        for (int round = 0; round < ROUNDS; round++) {
            double prior = Math.min(matches, possiblePairs / 2) / Math.max(1, possiblePairs - matches);
            double sum = 0;
            for (int p = 0; p < probabilities.length; p++) {
                probabilities[p] = 1 / (1 + against[p] / prior);
                sum += probabilities[p];
            }
            double next = Math.max(FEWEST, sum);
            boolean settled = Math.abs(next - matches) < SETTLED * next;
            matches = next;
            if (settled) {
                break;
            }
        }
        return together(Distinct.none(rows), pairs, probabilities);
    }

    /**
     * The same where some rows are different people: a row has one partner at most among those of one source.
     *
     * @param distinct rows that are different people, any if none are
     */
    public static PairPosterior of(
            double possiblePairs, Distinct distinct, List<ScoredPair> pairs, double expectedMatches) {
        return distinct.any()
                ? together(distinct, pairs, ExclusiveOdds.of(distinct, pairs, expectedMatches))
                : of(possiblePairs, distinct.sources().length, pairs, expectedMatches);
    }

    private static PairPosterior together(Distinct distinct, List<ScoredPair> pairs, double[] probabilities) {
        int[] groups = Groups.of(distinct, pairs, probabilities, GROUPED_FROM);
        double[] together = ThroughOthers.raise(groups, pairs, probabilities);
        if (distinct.any()) {
            ExclusiveOdds.leave(distinct, pairs, together);
        }
        double sum = 0;
        for (double probability : together) {
            sum += probability;
        }
        return new PairPosterior(together, Math.max(FEWEST, sum));
    }

    @Override
    public String toString() {
        return probabilities.length + " pairs";
    }

    /** Raises the probabilities of pairs whose records belong together through others of their group. */
    private static final class ThroughOthers {
        private ThroughOthers() {}

        static double[] raise(int[] groups, List<ScoredPair> pairs, double[] probabilities) {
            int[] begins = new int[groups.length + 1];
            for (int group : groups) {
                begins[group + 1]++;
            }
            for (int group = 0; group < groups.length; group++) {
                begins[group + 1] += begins[group];
            }
            int[] members = new int[groups.length];
            int[] next = begins.clone();
            for (int row = 0; row < groups.length; row++) {
                members[next[groups[row]]++] = row;
            }
            // Two records have no third.
            Long2DoubleOpenHashMap of = new Long2DoubleOpenHashMap();
            for (int p = 0; p < probabilities.length; p++) {
                ScoredPair pair = pairs.get(p);
                int group = groups[pair.left()];
                if (group == groups[pair.right()] && begins[group + 1] - begins[group] > 2) {
                    of.put(key(pair.left(), pair.right()), probabilities[p]);
                }
            }
            double[] raised = probabilities.clone();
            for (int p = 0; p < raised.length; p++) {
                int x = pairs.get(p).left();
                int z = pairs.get(p).right();
                int group = groups[x];
                if (group == groups[z] && begins[group + 1] - begins[group] > 2) {
                    for (int i = begins[group]; i < begins[group + 1]; i++) {
                        raised[p] = Math.max(raised[p], of.get(key(x, members[i])) + of.get(key(members[i], z)) - 1);
                    }
                }
            }
            return raised;
        }

        private static long key(int a, int b) {
            return ((long) Math.min(a, b) << 32) | Math.max(a, b);
        }
    }

    /**
     * The probability of each pair within one file where rows of a source are different people, so that any row has one
     * partner in it at most and its candidates there compete.
     *
     * <p>Everything that a row could be one person with in a source is a <em>claim</em>: of its pairs one at most is true. A
     * pair between two such sources stands under two claims, as between two files that are linked; one between such a source
     * and other rows under one; one between other rows under none. How common matches are is estimated for each two sources
     * by itself: rows of one file may be the same people far more often than those of two.
     */
    static final class ExclusiveOdds {
        private static final int ROUNDS = 60;
        private static final double SETTLED = 1e-4;
        private static final double FEWEST = 0.5;
        /** With more sources than these the matches between any two of them are estimated together. */
        private static final int MOST_SOURCES = 8;

        private final Distinct distinct;
        private final long[] sizes;
        private final List<ScoredPair> pairs;
        private final int[] kindOf;
        private final Kind[] kinds;
        private final BeliefPropagation graph;
        /** The pair of each edge of the graph; other pairs stand under no claim. */
        private final int[] edges;

        private final double[] probabilities;

        /** Pairs between two sources: how many there can be and how many claims they stand under. */
        private static final class Kind {
            private double possible;
            private double lefts;
            private double rights;
            private double matches = FEWEST;
            private double next;

            /** The odds of a pair to be a match, evidence aside, against its rows having nobody there. */
            double prior() {
                double most = Math.min(possible / 2, Math.min(lefts, rights) - FEWEST);
                double expected = Math.max(FEWEST, Math.min(matches, most));
                return expected / possible / free(lefts, expected) / free(rights, expected);
            }

            private static double free(double claims, double matches) {
                return Double.isInfinite(claims) ? 1 : Math.max(FEWEST, claims - matches) / Math.max(FEWEST, claims);
            }
        }

        private ExclusiveOdds(Distinct distinct, List<ScoredPair> pairs, double expectedMatches) {
            this.distinct = distinct;
            this.pairs = pairs;
            sizes = distinct.sizes();
            kinds = kinds();
            probabilities = new double[pairs.size()];
            kindOf = new int[pairs.size()];
            IntArrayList claimed = new IntArrayList();
            for (int p = 0; p < kindOf.length; p++) {
                int left = distinct.sources()[pairs.get(p).left()];
                int right = distinct.sources()[pairs.get(p).right()];
                kindOf[p] = kind(Math.min(left, right), Math.max(left, right));
                if (left != Distinct.ANY || right != Distinct.ANY) {
                    claimed.add(p);
                }
            }
            edges = claimed.toIntArray();
            graph = graph();
            double possible =
                    Arrays.stream(kinds).mapToDouble(kind -> kind.possible).sum();
            for (Kind kind : kinds) {
                kind.matches = Math.max(FEWEST, expectedMatches * kind.possible / Math.max(1, possible));
            }
        }

        static double[] of(Distinct distinct, List<ScoredPair> pairs, double expectedMatches) {
            ExclusiveOdds odds = new ExclusiveOdds(distinct, pairs, expectedMatches);
            odds.settle();
            return odds.probabilities;
        }

        private int kind(int lower, int upper) {
            if (sizes.length > MOST_SOURCES) {
                return (lower == Distinct.ANY ? 0 : 1) + (upper == Distinct.ANY ? 0 : 1);
            }
            return (lower + 1) * (sizes.length + 1) + upper + 1;
        }

        private Kind[] kinds() {
            long rows = distinct.sources().length;
            double others = rows - (double) Arrays.stream(sizes).sum();
            Kind[] all = new Kind[sizes.length > MOST_SOURCES ? 3 : (sizes.length + 1) * (sizes.length + 1)];
            Arrays.setAll(all, kind -> new Kind());
            for (int lower = Distinct.ANY; lower < sizes.length; lower++) {
                for (int upper = lower; upper < sizes.length; upper++) {
                    Kind kind = all[kind(lower, upper)];
                    if (upper == Distinct.ANY) {
                        kind.possible = others * (others - 1) / 2;
                        kind.lefts = Double.POSITIVE_INFINITY;
                        kind.rights = Double.POSITIVE_INFINITY;
                    } else if (lower != upper) {
                        double low = lower == Distinct.ANY ? others : sizes[lower];
                        kind.possible += low * sizes[upper];
                        kind.lefts += low;
                        kind.rights += lower == Distinct.ANY ? Double.POSITIVE_INFINITY : sizes[upper];
                    }
                }
            }
            return all;
        }

        /** Claims are numbered as they occur: those of the row of the lower source left, those of the other right. */
        private BeliefPropagation graph() {
            int[] lefts = new int[edges.length];
            int[] rights = new int[edges.length];
            Long2IntOpenHashMap leftClaims = new Long2IntOpenHashMap();
            Long2IntOpenHashMap rightClaims = new Long2IntOpenHashMap();
            long alone = (long) distinct.sources().length * (sizes.length + 1);
            for (int e = 0; e < edges.length; e++) {
                ScoredPair pair = pairs.get(edges[e]);
                boolean inOrder = distinct.sources()[pair.left()] < distinct.sources()[pair.right()];
                int low = inOrder ? pair.left() : pair.right();
                int high = inOrder ? pair.right() : pair.left();
                int lower = distinct.sources()[low];
                lefts[e] = number(leftClaims, claim(low, distinct.sources()[high]));
                rights[e] = number(rightClaims, lower == Distinct.ANY ? alone + e : claim(high, lower));
            }
            return new BeliefPropagation(leftClaims.size(), rightClaims.size(), lefts, rights);
        }

        private long claim(int row, int source) {
            return (long) row * (sizes.length + 1) + source + 1;
        }

        private static int number(Long2IntOpenHashMap claims, long claim) {
            int next = claims.size();
            int known = claims.getOrDefault(claim, next);
            if (known == next) {
                claims.put(claim, next);
            }
            return known;
        }

        private void settle() {
            boolean settled = false;
            for (int round = 0; round < ROUNDS && !settled; round++) {
                weigh();
                settled = true;
                for (Kind kind : kinds) {
                    double next = Math.max(FEWEST, kind.next);
                    settled &= Math.abs(next - kind.matches) < SETTLED * next;
                    kind.matches = next;
                }
            }
            new ExactComponents(graph, true).count(1);
            for (int e = 0; e < edges.length; e++) {
                probabilities[edges[e]] = graph.probability[e];
            }
        }

        private void weigh() {
            double[] priors = new double[kinds.length];
            for (int k = 0; k < priors.length; k++) {
                priors[k] = kinds[k].possible > 0 ? kinds[k].prior() : 0;
                kinds[k].next = 0;
            }
            for (int p = 0; p < probabilities.length; p++) {
                double odds = priors[kindOf[p]] * Math.pow(2, pairs.get(p).bits());
                probabilities[p] = Double.isInfinite(odds) ? 1 : odds / (1 + odds);
            }
            double[] ofEdge = new double[edges.length];
            for (int e = 0; e < edges.length; e++) {
                ScoredPair pair = pairs.get(edges[e]);
                ofEdge[e] = priors[kindOf[edges[e]]] * Math.pow(2, pair.bits());
            }
            graph.setOdds(ofEdge);
            graph.propagate(1);
            for (int e = 0; e < edges.length; e++) {
                probabilities[edges[e]] = graph.probability[e];
            }
            for (int p = 0; p < probabilities.length; p++) {
                kinds[kindOf[p]].next += probabilities[p];
            }
        }

        /**
         * Leaves to the candidates of a claim what its most probable one leaves them: one that was raised because others of its
         * group are sure of it says that the others are not true.
         */
        static void leave(Distinct distinct, List<ScoredPair> pairs, double[] probabilities) {
            Long2IntOpenHashMap best = new Long2IntOpenHashMap();
            best.defaultReturnValue(-1);
            long sources = distinct.sizes().length;
            for (int p = 0; p < probabilities.length; p++) {
                for (boolean turned : new boolean[] {false, true}) {
                    long claim = claim(distinct, sources, pairs.get(p), turned);
                    int known = claim < 0 ? p : best.get(claim);
                    if (known < 0 || probabilities[p] > probabilities[known]) {
                        best.put(claim, p);
                    }
                }
            }
            double[] before = probabilities.clone();
            for (int p = 0; p < probabilities.length; p++) {
                for (boolean turned : new boolean[] {false, true}) {
                    long claim = claim(distinct, sources, pairs.get(p), turned);
                    int first = claim < 0 ? p : best.get(claim);
                    if (first != p) {
                        probabilities[p] = Math.min(probabilities[p], Math.max(0, 1 - before[first]));
                    }
                }
            }
        }

        /** The claim of one row of a pair on the source of the other, or -1 if it has none. */
        private static long claim(Distinct distinct, long sources, ScoredPair pair, boolean turned) {
            int row = turned ? pair.right() : pair.left();
            int source = distinct.sources()[turned ? pair.left() : pair.right()];
            return source == Distinct.ANY ? -1 : row * sources + source;
        }
    }
}
