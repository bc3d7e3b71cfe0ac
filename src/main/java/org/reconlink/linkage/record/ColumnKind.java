package org.reconlink.linkage.record;

/** What a column holds, and with it how a value is packed into one word. */
public enum ColumnKind {
    /** Text compared by its letters: names, and phonetic codes of names. Any alphabet, any length. */
    NAME,
    /** Text that is only ever equal or not: sex, a code. */
    CATEGORY,
    /** A date as eight digits yyyymmdd, hyphens and slashes allowed; real or not. Other text is only equal or not. */
    DATE,
    /** A British postcode, spaces and case ignored. Text of another shape is only equal or not. */
    POSTCODE,
    /** A number that identifies: letters and digits; up to ten of them are packed, and up to thirteen where all but the last are digits and slashes. */
    ID,
    /** A decimal number. */
    NUMBER,
    /** Several values, equal or not each. */
    SET,
    /** Several days. */
    DAYS;

    /** Whether a row may have several values. */
    public boolean many() {
        return this == SET || this == DAYS;
    }
}
