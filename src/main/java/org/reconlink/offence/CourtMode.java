package org.reconlink.offence;

/** Where an offence can be tried. Not ordered by declaration: ranks are the scale's. */
public enum CourtMode {
    INDICTABLE_ONLY,
    EITHER_WAY,
    SUMMARY,
    UNKNOWN
}
