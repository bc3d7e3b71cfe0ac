package org.reconlink.offence;

import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.HomeOfficeCode;

/**
 * A row of the curated supplement: an offence of weight whose mode the national list does not vouch for.
 *
 * @param homeOfficeCode stands in where the list has none, or only a catch-all; null if none was needed
 * @param restsOn the Act and section that say where it is tried
 */
record RepealedOffence(CourtMode mode, @Nullable HomeOfficeCode homeOfficeCode, String restsOn, String title) {

    /** Reads the cells code, mode, Home Office code, Act, title. */
    static RepealedOffence of(String[] cells) {
        return new RepealedOffence(
                CourtMode.valueOf(cells[1]), HomeOfficeCodeForm.orNull(cells[2]), cells[3], cells[4]);
    }
}
