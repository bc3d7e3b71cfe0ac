package org.reconlink.kernel;

import java.util.Locale;

/** The constants of an enumeration in words. */
public final class EnumWords {
    private EnumWords() {}

    /** {@code IN_REVIEW} as {@code in review}. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
