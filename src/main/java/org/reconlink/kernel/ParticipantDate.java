package org.reconlink.kernel;

/** The dates of a participant sheet that a protocol can name. */
public enum ParticipantDate {
    INDEX_OFFENCE("index offence date"),
    INDEX_CONVICTION("index conviction date"),
    CUSTODY_START("custody start"),
    RELEASE("release date"),
    INREACH_START("in-reach start"),
    INTERVENTION_START("intervention start"),
    INTERVENTION_END("intervention end"),
    DEATH("date of death"),
    DEPORTATION("deported on");

    private final String field;

    ParticipantDate(String field) {
        this.field = field;
    }

    /** The name of the field in protocols, findings and codebooks. */
    public String field() {
        return field;
    }
}
