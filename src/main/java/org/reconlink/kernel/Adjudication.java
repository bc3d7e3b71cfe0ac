package org.reconlink.kernel;

/** What was decided on a charge, by court or police. */
public enum Adjudication {
    GUILTY,
    NOT_GUILTY,
    NON_CONVICTION,
    /** Caution, reprimand or warning. */
    CAUTION,
    /** The field is blank or says something that is no adjudication. */
    NONE
}
