package org.reconlink.outcome;

/** When an offence falls, seen from one follow-up window; the first that applies, in this order. */
public enum Timing {
    AFTER_CUT,
    NOT_PROVEN,
    INDEX,
    NOT_COUNTED,
    AFTER_EXIT,
    NO_WINDOW,
    UNDATED,
    /** What is known of it allows more than one of the timings; it counts in outcomes as an offence that may be there. */
    UNCERTAIN,
    PRIOR,
    PSEUDO,
    AFTER,
    PROVEN_LATE,
    IN_WINDOW
}
