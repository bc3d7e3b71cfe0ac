package org.reconlink.intake;

import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.OffenceCode;

/** Reads an offence as somebody types it, by the rules for cells of an extract. */
public final class OffenceWords {
    private OffenceWords() {}

    /** The CJS code; null if this is none. */
    public static @Nullable OffenceCode code(String text) {
        return OffenceCodes.read(text).value();
    }

    /** The Home Office code; null if this is none. */
    public static @Nullable HomeOfficeCode homeOfficeCode(String text) {
        return HomeOfficeCodes.read(text).value();
    }
}
