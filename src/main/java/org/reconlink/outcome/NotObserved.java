package org.reconlink.outcome;

import org.reconlink.kernel.EnumWords;

/** Why an outcome is not observed; the first that applies, in this order. */
public enum NotObserved {
    UNLINKED,
    NO_START_DATE,
    NO_END_DATE,
    EMPTY_WINDOW,
    DIED,
    DEPORTED,
    IMMATURE;

    /** As outputs write it: {@code no start date}. */
    public String words() {
        return EnumWords.of(this);
    }
}
