package org.reconlink.linkage.decision;

import it.unimi.dsi.fastutil.longs.Long2DoubleOpenHashMap;
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
}
