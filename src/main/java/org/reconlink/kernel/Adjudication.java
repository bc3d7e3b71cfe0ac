package org.reconlink.kernel;

/** What was decided on a charge, by court or police. */
public enum Adjudication {
    GUILTY,
    NOT_GUILTY,
    NON_CONVICTION,
    /** Caution, reprimand or warning. */
    CAUTION,
    /** The field is blank, or says that nothing is decided yet. */
    NONE,
    /** The field says something that nothing understands: whether it proves the offence is not known. */
    UNKNOWN,
    /** A NON_CONVICTION that undoes a conviction, also one of the same day: quashed, set aside, appeal allowed. */
    QUASHED
}
