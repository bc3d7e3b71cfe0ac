package org.reconlink.linkage.tables;

import java.util.List;
import java.util.Locale;
import org.reconlink.linkage.comparison.FieldComparison;
import org.reconlink.linkage.model.VectorLevels;

/** How far two comparisons go together among matches, which the weights allow for. */
final class Dependence {
    private static final double FEWEST = 20;

    private Dependence() {}

    /**
     * The strongest in words.
     *
     * @param matches by vector
     */
    static String words(VectorLevels vectors, List<FieldComparison> comparisons, double[] matches) {
        String strongest = "";
        double most = 0;
        for (int a = 0; a < comparisons.size(); a++) {
            for (int b = a + 1; b < comparisons.size(); b++) {
                double[] seen = together(vectors, a, b, matches);
                double both = seen[0] + seen[1] + seen[2] + seen[3];
                double notA = (seen[2] + seen[3]) / both;
                double notB = (seen[1] + seen[3]) / both;
                double correlation = (seen[3] / both - notA * notB) / Math.sqrt(notA * (1 - notA) * notB * (1 - notB));
                if (both >= FEWEST && Math.abs(correlation) > Math.abs(most)) {
                    most = correlation;
                    strongest = String.format(
                            Locale.ROOT,
                            "%s and %s: neither is at its closest level in %.2f%% of matches, and in %.2f%% were they"
                                    + " independent (correlation %+.2f)",
                            comparisons.get(a).name(),
                            comparisons.get(b).name(),
                            100 * seen[3] / both,
                            100 * notA * notB,
                            correlation);
                }
            }
        }
        return strongest.isEmpty()
                ? "allowed for among matches, no dependence: too few to tell"
                : "allowed for among matches, the strongest dependence: " + strongest;
    }

    /** Matches where both are at their closest level, only the first, only the second, and neither. */
    private static double[] together(VectorLevels vectors, int a, int b, double[] matches) {
        double[] seen = new double[4];
        for (int v = 0; v < matches.length; v++) {
            int first = vectors.level(v, a);
            int second = vectors.level(v, b);
            if (first > 0 && second > 0) {
                seen[(first == 1 ? 0 : 2) + (second == 1 ? 0 : 1)] += matches[v];
            }
        }
        return seen;
    }
}
