package org.reconlink.statistics.uncertainty;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a linkage knows of a cohort's candidate pairs, with the outcomes that they imply.
 *
 * @param participants those whose rate is asked for, linked or not
 * @param personsWith persons of the extract with the outcome: the mean over the participants' windows
 * @param personsWithout the others
 * @param m of each field: the probability of each level in true pairs, whatever the outcome; sums to 1. A field that is often
 *     missing has missing as a level
 * @param links every candidate pair of these participants
 * @param retention null where the linkage's rules cannot be told from levels: nothing is taken to be lost
 */
public record LinkEvidence(
        int participants,
        double personsWith,
        double personsWithout,
        List<double[]> m,
        List<PossibleLink> links,
        @Nullable Retention retention) {
    public LinkEvidence {
        m = m.stream().map(double[]::clone).toList();
        links = links.stream()
                .sorted(Comparator.comparingInt(PossibleLink::participant).thenComparingInt(PossibleLink::person))
                .toList();
        if (participants < 1) {
            throw new IllegalArgumentException("a rate needs a participant");
        }
        for (PossibleLink link : links) {
            if (link.participant() < 0 || link.participant() >= participants || !Double.isFinite(link.logU())) {
                throw new IllegalArgumentException(
                        "a possible link has a participant below " + participants + " and a finite log u");
            }
            checkLevels(link.levels(), m);
        }
    }

    private static void checkLevels(int[] levels, List<double[]> m) {
        boolean known = levels.length == m.size();
        for (int k = 0; known && k < levels.length; k++) {
            known = levels[k] >= PossibleLink.NOT_COMPARED && levels[k] < m.get(k).length;
        }
        if (!known) {
            throw new IllegalArgumentException("a possible link has one level for each of " + m.size() + " fields");
        }
    }

    @Override
    public String toString() {
        return "LinkEvidence[participants=" + participants + ", links=" + links.size() + "]";
    }
}
