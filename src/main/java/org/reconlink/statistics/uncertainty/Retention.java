package org.reconlink.statistics.uncertainty;

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
