package org.reconlink.offence;

import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.OffenceDescription;

/**
 * An offence and what the tables say of it.
 *
 * @param homeOfficeCode the record's own, else the code's; null if neither has one
 * @param group one of the parent groups of the Home Office code; null if unknown
 * @param nonOffenceBreach category CB: a breach that is no offence of its own and is never counted
 * @param maximumSentenceDays longest sentence on indictment in days, life as {@link #LIFE}; null where the tables are silent
 */
public record ClassifiedOffence(
        OffenceDescription offence,
        CourtMode mode,
        ModeEvidence evidence,
        @Nullable HomeOfficeCode homeOfficeCode,
        @Nullable String group,
        boolean violent,
        boolean sexual,
        boolean nonOffenceBreach,
        @Nullable Integer maximumSentenceDays) {
    /** Stands for a maximum of life. */
    public static final int LIFE = Integer.MAX_VALUE;
}
