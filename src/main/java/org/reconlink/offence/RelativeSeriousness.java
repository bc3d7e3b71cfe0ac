package org.reconlink.offence;

import java.util.OptionalLong;

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
