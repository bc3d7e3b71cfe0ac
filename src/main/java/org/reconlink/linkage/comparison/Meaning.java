package org.reconlink.linkage.comparison;

/** What a column of a plain table holds, as far as comparison and blocking follow from it. */
public enum Meaning {
    FORENAME("forename"),
    SURNAME("surname"),
    DATE_OF_BIRTH("date of birth"),
    SEX("sex"),
    POSTCODE("postcode"),
    IDENTIFIER("identifier"),
    EMAIL("email"),
    NUMBER("number"),
    TEXT("text");

    private final String label;

    Meaning(String label) {
        this.label = label;
    }

    /** How a command names it. */
    public String label() {
        return label;
    }
}
