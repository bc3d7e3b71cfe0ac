package org.reconlink.review;

import java.time.Instant;

/**
 * A workbook that was given out: to whom and by whom. What comes back is held against it.
 *
 * @param adjudicator whether as adjudicator
 * @param secret what the workbook's seal is made with; never leaves the working store, so that nobody else can seal another
 * @param by the user who gave it out
 */
public record GivenOut(
        String study,
        String run,
        String reviewer,
        boolean adjudicator,
        int pairs,
        String secret,
        String by,
        Instant time) {

    /** Keeps the secret out of messages. */
    @Override
    public String toString() {
        return "GivenOut[" + run + " to " + reviewer + "]";
    }
}
