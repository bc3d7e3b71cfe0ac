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
}
