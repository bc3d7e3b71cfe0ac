package org.reconlink.kernel;

import org.jspecify.annotations.Nullable;

/** A standardised name; a part that is missing or a placeholder is null. */
public record PersonName(
        @Nullable String surname,
        @Nullable String forename,
        @Nullable String middleNames) {
    /** Keeps names out of logs. */
    @Override
    public String toString() {
        return "PersonName[withheld]";
    }
}
