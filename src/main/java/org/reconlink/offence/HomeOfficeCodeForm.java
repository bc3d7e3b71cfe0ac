package org.reconlink.offence;

import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.HomeOfficeCode;

/** Home Office codes as the reference tables write them: {@code 8/06}. */
final class HomeOfficeCodeForm {
    private HomeOfficeCodeForm() {}

    /** Reads a cell; null if it is blank. */
    static @Nullable HomeOfficeCode orNull(String cell) {
        if (cell.isEmpty()) {
            return null;
        }
        int slash = cell.indexOf('/');
        return new HomeOfficeCode(
                Integer.parseInt(cell.substring(0, slash)), Integer.parseInt(cell.substring(slash + 1)));
    }

    /** The code, or null if its class is 0: extracts write 000/00 where they know none. */
    static @Nullable HomeOfficeCode usable(@Nullable HomeOfficeCode code) {
        return code == null || code.offenceClass() == 0 ? null : code;
    }
}
