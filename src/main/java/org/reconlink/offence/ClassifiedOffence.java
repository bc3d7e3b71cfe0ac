package org.reconlink.offence;

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

    /** What a court mode rests on, strongest first. */
    public enum ModeEvidence {
        /** The study's own table. */
        STUDY_TABLE,
        /** The curated supplement of repealed offences, each with its Act. */
        SUPPLEMENT,
        /** The suffix C: a conspiracy is indictable-only whatever its base. */
        CONSPIRACY,
        /** The code's own row, verified against the CJS Data Standards. */
        CJS_CODE,
        /** All verified codes under the Home Office code agree. */
        HOME_OFFICE_CODE,
        /** The row of the code without its suffix. */
        CJS_CODE_WITHOUT_SUFFIX,
        /** The Home Office code of the code without its suffix. */
        HOME_OFFICE_CODE_WITHOUT_SUFFIX,
        /** Nothing: the mode is UNKNOWN. */
        NONE
    }

    /** What can call an offence violent or sexual. */
    public enum NatureSource {
        SCHEDULE_15_PART_1("Criminal Justice Act 2003 Schedule 15 Part 1", true),
        SCHEDULE_15_PART_2("Criminal Justice Act 2003 Schedule 15 Part 2", true),
        SCHEDULE_3("Sexual Offences Act 2003 Schedule 3", true),
        /** The Home Office's one flag for violence and sex. */
        VIOLENCE_OR_SEX_FLAG("Home Office flag for violence or sex", true),
        PARENT_GROUP("Home Office parent group", false),
        VIOLENT_SANCTION("Home Office violent sanction", false);

        private final String words;
        private final boolean statuteOrFlag;

        NatureSource(String words, boolean statuteOrFlag) {
            this.words = words;
            this.statuteOrFlag = statuteOrFlag;
        }

        public String words() {
            return words;
        }

        /** Whether it speaks where only a statutory list or the one flag is evidence. */
        boolean statuteOrFlag() {
            return statuteOrFlag;
        }
    }

    /** Where an offence can be tried. Not ordered by declaration: ranks are the scale's. */
    public enum CourtMode {
        INDICTABLE_ONLY,
        EITHER_WAY,
        SUMMARY,
        UNKNOWN
    }
}
