package org.reconlink.offence;

/** Where an offence stands to the index offence on one scale. */
public enum RelativeSeriousness {
    LESS_SERIOUS,
    AS_SERIOUS,
    MORE_SERIOUS,
    NOT_ON_SCALE
}
