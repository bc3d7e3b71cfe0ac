package org.reconlink.generate;

import java.util.List;

/** The part of a population's sheet row that is always right: dates, index offence and what the service wrote. */
final class UndamagedReferral {
    private static final List<String> ETHNICITIES = List.of(
            "White British", "White British", "White British", "White Irish", "White Other", "Black British", "Mixed");

    private UndamagedReferral() {}

    static Referral of(String id, ServiceUser user, Dice dice) {
        return new Referral()
                .with(ReferralColumn.STUDY_NO, id)
                .with(ReferralColumn.ETHNICITY, dice.pick(ETHNICITIES))
                .with(ReferralColumn.CONSENT, "Yes")
                .with(ReferralColumn.ACE_COUNT, dice.between(0, 9))
                .with(ReferralColumn.INDEX_OFFENCE_CODE, user.index().cjsCode())
                .with(ReferralColumn.INDEX_OFFENCE_DATE, user.indexOffence())
                .with(ReferralColumn.INDEX_CONVICTION_DATE, user.indexConviction())
                .with(ReferralColumn.IN_CUSTODY_FROM, user.custodyFrom())
                .with(ReferralColumn.IN_REACH_FROM, user.inReachFrom())
                .with(ReferralColumn.RELEASED, user.released())
                .with(ReferralColumn.COMMUNITY_FROM, user.released())
                .with(ReferralColumn.COMMUNITY_TO, user.communityTo())
                .with(ReferralColumn.WHY_ENDED, user.whyEnded());
    }
}
