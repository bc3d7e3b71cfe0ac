package org.reconlink.publish;

import java.util.Arrays;
import java.util.List;
import org.reconlink.kernel.EnumWords;

/** One of the values that a column can have, with what it means; the meaning is blank where the word says it all. */
record Category(String value, String meaning) {

    static final List<Category> YES_NO = of("yes", "no");

    static List<Category> of(String... values) {
        return Arrays.stream(values).map(value -> new Category(value, "")).toList();
    }

    /** All constants of an enum, in words. */
    static List<Category> of(Enum<?>[] constants) {
        return Arrays.stream(constants)
                .map(constant -> new Category(EnumWords.of(constant), ""))
                .toList();
    }
}
