package org.reconlink.linkage.study;

import org.jspecify.annotations.Nullable;

/**
 * What forbids an automatic link whatever the probability: facts that contradict one another, or that agree for
 * another reason than being one person, as within families and households.
 */
enum Objection {
    /** Equal PNC id, but neither surname nor date of birth agrees. */
    MISTYPED_IDENTIFIER("equal PNC id but different surname and date of birth: one of the ids may be mistyped"),
    /** The same of the other identifiers. */
    MISTYPED_OTHER_IDENTIFIER(
            "equal CRO or prison number but different surname and date of birth: one of the numbers may be mistyped"),
    /** Equal PNC id that several people of the extract bear, and neither is this one surely the participant. */
    SHARED_IDENTIFIER("equal PNC id, which several people of the extract bear, but name or date of birth differs"),
    /** Same surname, date of birth and postcode, different forename, no equal identifier. */
    TWIN("same surname, date of birth and postcode but different forename and no equal identifier: may be a twin"),
    /** No equal identifier, and neither part of the name agrees. */
    OTHER_NAME("neither surname nor forename agrees and no identifier is equal: may be one of the same household"),
    /** Both have an identifier, and nothing that namesakes do not share outweighs that it is another. */
    OTHER_IDENTIFIER("PNC id or CRO number is another one, and no index conviction is shared: may be a namesake"),
    /** No equal identifier nor shared index conviction, and one part of the name does not agree. */
    OTHER_NAME_PART("surname or forename differs, and neither identifier nor index conviction is shared"),
    /** No equal identifier nor shared index conviction, and the date of birth is another. */
    OTHER_BIRTH("date of birth differs, and neither identifier nor index conviction is shared: may be a relative"),
    /** No name that both sides have, and no equal identifier. */
    NAMELESS("neither names nor identifiers are compared: others were born on the same day"),
    /** Rows without a full name and date of birth, which somebody else of the extract resembles about as much. */
    EITHERS("no row has full name and date of birth, and somebody else of the extract fits these about as well"),
    /** All of the person's rows with full name and date of birth are somebody else's, such as a twin's or a brother's. */
    OTHER_ROWS("forename or date of birth is quite another in each row that has both: may be a twin or a relative"),
    /** Probably rows of a person that the participant is likelier to be, whichever of several that is. */
    PART("may be rows of another candidate, who fits the participant better"),
    /** Reviewers said that they are two people. */
    RULED_OUT(StandingVerdicts.DECIDED);

    private final String reason;

    Objection(String reason) {
        this.reason = reason;
    }

    /**
     * The probability that no pair is above which a relative, a twin or somebody of the household would show as well: no data
     * here tell how many of them there are.
     */
    static final double MOST_OF_LIKENESS = 0.98;

    /**
     * Whether it holds where pairs are links from this probability. Where a study links below what likeness may reach, the
     * weight alone decides, in which relatives count.
     */
    boolean holds(double linkFrom) {
        return switch (this) {
            case TWIN, OTHER_NAME, OTHER_NAME_PART, OTHER_BIRTH -> linkFrom > MOST_OF_LIKENESS;
            case MISTYPED_IDENTIFIER,
                    MISTYPED_OTHER_IDENTIFIER,
                    SHARED_IDENTIFIER,
                    OTHER_IDENTIFIER,
                    NAMELESS,
                    EITHERS,
                    OTHER_ROWS,
                    PART,
                    RULED_OUT -> true;
        };
    }

    /** Whether it speaks neither for nor against the participant's other candidates. */
    boolean standsAside() {
        return this == TWIN || this == PART || this == RULED_OUT;
    }

    /** Whether an identifier seems to be somebody else's, which is always for reviewers to tell. */
    boolean isOfIdentifier() {
        return isOfPncId() || this == MISTYPED_OTHER_IDENTIFIER;
    }

    /** The same of the PNC id. */
    boolean isOfPncId() {
        return this == MISTYPED_IDENTIFIER || this == SHARED_IDENTIFIER;
    }

    /** In plain words, without personal data. */
    String reason() {
        return reason;
    }

    /** The first that applies and holds from this probability, whatever comparisons the protocol names; null if none does. */
    static @Nullable Objection to(Subject participant, Subject identity, double linkFrom) {
        Objection objection = to(participant, identity);
        if (objection == null || objection.holds(linkFrom)) {
            return objection;
        }
        Evidence evidence = new Evidence(participant, identity);
        return evidence.identifierDiffers() && !evidence.convictionShared() ? OTHER_IDENTIFIER : null;
    }

    private static @Nullable Objection to(Subject participant, Subject identity) {
        Evidence evidence = new Evidence(participant, identity);
        if (evidence.pncEqual() && evidence.birthDiffers() && evidence.surnameDiffers()) {
            return MISTYPED_IDENTIFIER;
        }
        if (evidence.identifierEqual() && evidence.birthDiffers() && evidence.surnameDiffers()) {
            return MISTYPED_OTHER_IDENTIFIER;
        }
        if (evidence.identifierEqual()) {
            return null;
        }
        if (evidence.nameless()) {
            return NAMELESS;
        }
        if (evidence.sameFamily() && evidence.forenameDiffers()) {
            return TWIN;
        }
        if (evidence.surnameDiffers() && evidence.forenameDiffers()) {
            return OTHER_NAME;
        }
        return evidence.convictionShared() ? null : toLackingConviction(evidence);
    }

    private static @Nullable Objection toLackingConviction(Evidence evidence) {
        if (evidence.identifierDiffers()) {
            return OTHER_IDENTIFIER;
        }
        if (evidence.surnameDiffers() || evidence.forenameDiffers()) {
            return OTHER_NAME_PART;
        }
        return evidence.birthDiffers() ? OTHER_BIRTH : null;
    }
}
