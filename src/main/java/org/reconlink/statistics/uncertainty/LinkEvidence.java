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

    /**
     * A participant and a person of the extract who may be the same.
     *
     * @param participant from 0
     * @param person any number of its own
     * @param outcome what the participant's outcome would be if they were this person
     * @param levels of each field, from 0; {@link #NOT_COMPARED} where a field says nothing
     * @param logU natural logarithm of the probability that two different people agree so, the product over the fields
     *     compared, frequencies of the values included
     */
    @SuppressWarnings("ArrayRecordComponent") // numbers to read; never compared or changed
    public record PossibleLink(int participant, int person, boolean outcome, int[] levels, double logU) {
        public static final int NOT_COMPARED = -1;

        /** Nothing about a person. */
        @Override
        public String toString() {
            return "PossibleLink[withheld]";
        }
    }

    /**
     * Which true pairs blocking and pruning let through, told from levels.
     *
     * @param persons persons of the extract for whom it is asked, 1 where it is the same for all
     */
    public record Retention(int persons, Rule rule) {
        /** Persons to ask for where it differs between them: every so many'th of the extract. */
        public static final int PERSONS = 1500;

        public Retention {
            if (persons < 1) {
                throw new IllegalArgumentException("retention needs at least one person");
            }
        }

        /** Whether a true pair of the person is a candidate if it agrees at these levels. */
        @FunctionalInterface
        public interface Rule {
            /**
             * Decides for one combination of levels.
             *
             * @param person from 0, below the number of persons
             * @param levels one for each field; not to be changed
             */
            boolean keeps(int person, int[] levels);
        }
    }
}
