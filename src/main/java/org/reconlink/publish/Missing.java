package org.reconlink.publish;

import java.util.List;
import org.reconlink.kernel.EnumWords;

/** Why a cell has no value; written as words, so that no program takes it for a number. */
enum Missing implements TableCell {
    NOT_LINKED("NL", "no person of the conviction extract is linked, so nothing is known of convictions"),
    NOT_OBSERVED("NOBS", "the outcome of the window is not observed; the window's reason says why"),
    NOT_APPLICABLE("NA", "the question does not arise"),
    WITHHELD("MSK", "there is a value, and it is not published"),
    MISSING("NI", "the value is not known"),
    UNKNOWN("UNK", "what is known allows more than one answer; it is never taken as no");

    private final String redcap;
    private final String meaning;

    Missing(String redcap, String meaning) {
        this.redcap = redcap;
        this.meaning = meaning;
    }

    /** As a missing data code of REDCap. */
    String redcap() {
        return redcap;
    }

    /** What it means, for codebooks. */
    String meaning() {
        return meaning;
    }

    /** Its place among the codes, from 0, for programs whose missing codes are numbers or letters. */
    int place() {
        return List.of(values()).indexOf(this);
    }

    @Override
    public String text() {
        return EnumWords.of(this);
    }
}
