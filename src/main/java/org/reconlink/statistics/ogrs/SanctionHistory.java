package org.reconlink.statistics.ogrs;

import org.jspecify.annotations.Nullable;

/**
 * What a score is made of; null where it is not known. Ages are in completed years. A sanction is an occasion of conviction,
 * caution, reprimand or warning.
 *
 * @param ageAtStart when follow-up starts: at release, or at conviction where the sentence is served in the community
 * @param ageAtConviction at the current conviction
 * @param ageAtFirstSanction at the first sanction of all, the current conviction if there is no other
 * @param previousSanctions before the current one
 * @param offence Home Office code of the current offence
 */
public record SanctionHistory(
        @Nullable Sex sex,
        @Nullable Integer ageAtStart,
        @Nullable Integer ageAtConviction,
        @Nullable Integer ageAtFirstSanction,
        @Nullable Integer previousSanctions,
        @Nullable HomeOfficeCode offence) {

    /** Both scales know two. */
    public enum Sex {
        MALE,
        FEMALE
    }

    /** Class and subclass: 8/6 is assault occasioning actual bodily harm. */
    public record HomeOfficeCode(int offenceClass, int subclass) {
        // The machine's own of a record: the same numbers, in a tenth of the time where the first compiler's code runs.
        @Override
        public int hashCode() {
            int hash = Integer.hashCode(offenceClass);
            return 31 * hash + Integer.hashCode(subclass);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof HomeOfficeCode that
                    && offenceClass == that.offenceClass
                    && subclass == that.subclass;
        }
    }

    @Override
    public String toString() {
        return "SanctionHistory[withheld]";
    }
}
