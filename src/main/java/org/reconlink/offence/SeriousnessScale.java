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

    /** Places an offence below, level with or above the index offence. */
    default RelativeSeriousness compare(ClassifiedOffence offence, ClassifiedOffence indexOffence) {
        OptionalLong left = rank(offence);
        OptionalLong right = rank(indexOffence);
        if (left.isEmpty() || right.isEmpty()) {
            return RelativeSeriousness.NOT_ON_SCALE;
        }
        int order = Long.compare(left.getAsLong(), right.getAsLong());
        return order < 0
                ? RelativeSeriousness.LESS_SERIOUS
                : order > 0 ? RelativeSeriousness.MORE_SERIOUS : RelativeSeriousness.AS_SERIOUS;
    }
}
