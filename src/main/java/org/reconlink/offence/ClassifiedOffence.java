package org.reconlink.offence;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Flag;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.OffenceDescription;

/**
 * An offence and what the tables say of it.
 *
 * @param homeOfficeCode the record's own, else the code's, else that of the code without its suffix; null if there is none
 * @param group one of the parent groups of the Home Office code; null if unknown
 * @param violent yes if a source that the study takes as evidence says so, no if the offence is in the tables and none does
 * @param sexual likewise
 * @param violentBy the sources that say so
 * @param sexualBy the sources that say so
 * @param nonOffenceBreach category CB: a breach that is no offence of its own and is never counted
 * @param maximumSentenceDays longest sentence on indictment in days, life as {@link #LIFE}; null where the tables are silent,
 *     for a summary-only offence, which has none, and where the mode is unknown and a magistrates' court could give as much
 * @param codesDisagree whether the record's CJS code is listed under another class than the record's Home Office code
 */
public record ClassifiedOffence(
        OffenceDescription offence,
        CourtMode mode,
        ModeEvidence evidence,
        @Nullable HomeOfficeCode homeOfficeCode,
        @Nullable String group,
        Flag violent,
        Flag sexual,
        Set<NatureSource> violentBy,
        Set<NatureSource> sexualBy,
        boolean nonOffenceBreach,
        @Nullable Integer maximumSentenceDays,
        boolean codesDisagree) {
    /** Stands for a maximum of life. */
    public static final int LIFE = Integer.MAX_VALUE;

    public ClassifiedOffence {
        violentBy = Set.copyOf(violentBy);
        sexualBy = Set.copyOf(sexualBy);
    }

    /** Where the record's codes agree, or it has one. */
    public ClassifiedOffence(
            OffenceDescription offence,
            CourtMode mode,
            ModeEvidence evidence,
            @Nullable HomeOfficeCode homeOfficeCode,
            @Nullable String group,
            Flag violent,
            Flag sexual,
            Set<NatureSource> violentBy,
            Set<NatureSource> sexualBy,
            boolean nonOffenceBreach,
            @Nullable Integer maximumSentenceDays) {
        this(
                offence,
                mode,
                evidence,
                homeOfficeCode,
                group,
                violent,
                sexual,
                violentBy,
                sexualBy,
                nonOffenceBreach,
                maximumSentenceDays,
                /* codesDisagree= */ false);
    }

    public Flag violentOrSexual() {
        return violent.or(sexual);
    }

    public Flag indictableOnly() {
        return modeUnknown() ? Flag.UNKNOWN : Flag.of(mode == CourtMode.INDICTABLE_ONLY);
    }

    public Flag indictableOrEitherWay() {
        return modeUnknown()
                ? Flag.UNKNOWN
                : Flag.of(mode == CourtMode.INDICTABLE_ONLY || mode == CourtMode.EITHER_WAY);
    }

    /** Not so where a table has the entry as no offence, which no court can try. */
    private boolean modeUnknown() {
        return mode == CourtMode.UNKNOWN && unknown();
    }

    /** Whether the record names the offence by its title alone. */
    boolean byTitle() {
        return offence.cjsCode() == null
                && HomeOfficeCodeForm.usable(offence.homeOfficeCode()) == null
                && offence.title() != null;
    }

    /** Whether nothing is known of where it can be tried, so that it deserves a finding. */
    public boolean unknown() {
        return evidence == ModeEvidence.NONE;
    }

    /** Whether it is unknown because no single code has exactly the title that the record names it by. */
    public boolean unmatchedTitle() {
        return unknown() && byTitle();
    }

    // The machine's own of a record: the same numbers, in a tenth of the time where the first compiler's code runs.
    @Override
    public int hashCode() {
        int hash = Objects.hashCode(offence);
        hash = 31 * hash + Objects.hashCode(mode);
        hash = 31 * hash + Objects.hashCode(evidence);
        hash = 31 * hash + Objects.hashCode(homeOfficeCode);
        hash = 31 * hash + Objects.hashCode(group);
        hash = 31 * hash + Objects.hashCode(violent);
        hash = 31 * hash + Objects.hashCode(sexual);
        hash = 31 * hash + Objects.hashCode(violentBy);
        hash = 31 * hash + Objects.hashCode(sexualBy);
        hash = 31 * hash + Boolean.hashCode(nonOffenceBreach);
        hash = 31 * hash + Objects.hashCode(maximumSentenceDays);
        return 31 * hash + Boolean.hashCode(codesDisagree);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClassifiedOffence that
                && Objects.equals(offence, that.offence)
                && Objects.equals(mode, that.mode)
                && Objects.equals(evidence, that.evidence)
                && Objects.equals(homeOfficeCode, that.homeOfficeCode)
                && Objects.equals(group, that.group)
                && Objects.equals(violent, that.violent)
                && Objects.equals(sexual, that.sexual)
                && Objects.equals(violentBy, that.violentBy)
                && Objects.equals(sexualBy, that.sexualBy)
                && nonOffenceBreach == that.nonOffenceBreach
                && Objects.equals(maximumSentenceDays, that.maximumSentenceDays)
                && codesDisagree == that.codesDisagree;
    }
}
