package org.reconlink.offence;

import java.util.OptionalLong;

/** A ranked table of offences with a citation; a higher rank is more serious. */
public interface SeriousnessScale {
    /** As protocols call it: {@code court-mode}. */
    String name();

    /** Where the ranks are from, as a report prints it. */
    default String citation() {
        return "the study's own table";
    }

    /** The rank, or empty if the offence is not on the scale. */
    OptionalLong rank(ClassifiedOffence offence);

    /** The highest rank that there is. */
    long top();

    /** Whether an offence without a rank may have one that nobody knows, and is not merely off the scale. */
    default boolean hidesRank(ClassifiedOffence offence) {
        return rank(offence).isEmpty() && offence.unknown();
    }

    /** Places an offence below, level with or above the index offence. */
    default RelativeSeriousness compare(ClassifiedOffence offence, ClassifiedOffence indexOffence) {
        return RelativeSeriousness.of(rank(offence), rank(indexOffence));
    }

    /** Where an offence stands to the index offence on one scale. */
    public enum RelativeSeriousness {
        LESS_SERIOUS,
        AS_SERIOUS,
        MORE_SERIOUS,
        NOT_ON_SCALE,
        /** Of several offences: one whose rank is not known, or that may not count, could be worse than the worst known. */
        UNKNOWN;

        /** Where a rank stands to that of the index offence; NOT_ON_SCALE if one of them is missing. */
        public static RelativeSeriousness of(OptionalLong rank, OptionalLong indexRank) {
            if (rank.isEmpty() || indexRank.isEmpty()) {
                return NOT_ON_SCALE;
            }
            int order = Long.compare(rank.getAsLong(), indexRank.getAsLong());
            return order < 0 ? LESS_SERIOUS : order > 0 ? MORE_SERIOUS : AS_SERIOUS;
        }
    }
}
