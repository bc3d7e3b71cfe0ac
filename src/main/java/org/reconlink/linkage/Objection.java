package org.reconlink.linkage;

import org.jspecify.annotations.Nullable;

/**
 * What forbids an automatic link whatever the probability: facts that contradict one another, or that agree for
 * another reason than being one person, as within families and households.
 */
enum Objection {
    /** Equal PNC id, but neither surname nor date of birth agrees. */
    MISTYPED_IDENTIFIER("equal PNC id but different surname and date of birth: one of the ids may be mistyped"),
    /** Same surname, date of birth and postcode, different forename and identifier. */
    TWIN("same surname, date of birth and postcode but different forename and identifier: may be a twin"),
    /** Both have an identifier, and nothing that namesakes do not share outweighs that it is another. */
    OTHER_IDENTIFIER("PNC id or CRO number is another one, and no index conviction is shared: may be a namesake"),
    /** Reviewers said that they are two people. */
    RULED_OUT(StandingVerdicts.DECIDED);

    private final String reason;

    Objection(String reason) {
        this.reason = reason;
    }

    /** Whether it speaks neither for nor against the participant's other candidates. */
    boolean standsAside() {
        return this == TWIN || this == RULED_OUT;
    }

    /** In plain words, without personal data. */
    String reason() {
        return reason;
    }

    /** The first that applies, whatever comparisons the protocol names; null if there is none. */
    static @Nullable Objection to(Subject participant, Subject identity) {
        Evidence evidence = new Evidence(participant, identity);
        if (evidence.pncEqual() && evidence.birthDiffers() && evidence.surnameDiffers()) {
            return MISTYPED_IDENTIFIER;
        }
        if (evidence.identifierEqual()) {
            return null;
        }
        if (evidence.sameFamily() && evidence.forenameDiffers() && !evidence.identifierUnknown()) {
            return TWIN;
        }
        return evidence.identifierDiffers() && !evidence.convictionShared() ? OTHER_IDENTIFIER : null;
    }
}
