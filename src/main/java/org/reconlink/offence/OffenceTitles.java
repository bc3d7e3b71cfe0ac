package org.reconlink.offence;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.OffenceCode;
import org.reconlink.offence.ReferenceTables.ReferenceFile;

/** Titles of the national list, read on first use; sorted by title only when an extract names offences by title alone. */
final class OffenceTitles {
    private static final OffenceCode SEVERAL = new OffenceCode("SEVERAL");

    private OffenceTitles() {}

    /** The title of a code; null if it has none. */
    static @Nullable String title(OffenceCode code) {
        return ByCode.TITLES.get(code.value());
    }

    /** The one code of that title, whatever its case and punctuation; null if none or several have it. */
    static @Nullable OffenceCode code(String title) {
        OffenceCode code = ByTitle.CODES.get(standardise(title));
        return SEVERAL.equals(code) ? null : code;
    }

    /** Every code that has a title, in no order. */
    static void forEach(java.util.function.BiConsumer<OffenceCode, String> reader) {
        ByCode.TITLES.forEach((code, title) -> reader.accept(new OffenceCode(code), title));
    }

    /** Upper case; whatever is neither letter nor digit is one space. */
    static String standardise(String title) {
        StringBuilder words = new StringBuilder(title.length());
        String upper = title.toUpperCase(Locale.ROOT);
        for (int i = 0; i < upper.length(); i++) {
            char c = upper.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                words.append(c);
            } else if (!words.isEmpty() && words.charAt(words.length() - 1) != ' ') {
                words.append(' ');
            }
        }
        return words.toString().strip();
    }

    private static final class ByCode {
        static final Map<String, String> TITLES = new HashMap<>(1 << 16);

        static {
            new ReferenceFile("cjs-offence-titles.tsv.gz", '\t', 2).forEachRow(cells -> TITLES.put(cells[0], cells[1]));
        }
    }

    private static final class ByTitle {
        static final Map<String, OffenceCode> CODES = new HashMap<>(1 << 16);

        static {
            ByCode.TITLES.forEach((code, title) ->
                    CODES.merge(standardise(title), new OffenceCode(code), (first, second) -> SEVERAL));
        }
    }
}
