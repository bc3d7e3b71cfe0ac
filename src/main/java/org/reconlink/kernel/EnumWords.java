package org.reconlink.kernel;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The constants of an enumeration in words. */
public final class EnumWords {
    private static final Map<Enum<?>, String> KNOWN = new ConcurrentHashMap<>();

    private EnumWords() {}

    /** {@code IN_REVIEW} as {@code in review}. */
    public static String of(Enum<?> constant) {
        return KNOWN.computeIfAbsent(
                constant, c -> c.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }
}
