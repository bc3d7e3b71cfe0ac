package org.reconlink.generate;

/** The columns of a participant sheet. */
enum ReferralColumn {
    STUDY_NO("Study no"),
    SURNAME("Surname"),
    FIRST_NAME("First name"),
    MIDDLE_NAMES("Middle name(s)"),
    ALSO_KNOWN_AS("Also known as"),
    SEX("Sex"),
    DOB("DOB"),
    ETHNICITY("Ethnicity"),
    PNC_ID("PNC ID"),
    CRO_NO("CRO no"),
    PRISON_NO("Prison no"),
    POSTCODES("Postcode(s)"),
    CONSENT("Consent"),
    ACE_COUNT("ACE count"),
    INDEX_OFFENCE_CODE("Index offence code"),
    INDEX_OFFENCE_DATE("Index offence date"),
    INDEX_CONVICTION_DATE("Index conviction date"),
    INDEX_SENTENCE("Index sentence"),
    IN_CUSTODY_FROM("In custody from"),
    IN_REACH_FROM("In-reach from"),
    RELEASED("Released"),
    COMMUNITY_FROM("Community from"),
    COMMUNITY_TO("Community to"),
    WHY_ENDED("Why ended"),
    DIED("Died"),
    DEPORTED("Deported");

    private final String heading;

    ReferralColumn(String heading) {
        this.heading = heading;
    }

    String heading() {
        return heading;
    }
}
