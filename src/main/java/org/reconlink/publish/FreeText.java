package org.reconlink.publish;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text that somebody typed, on its way into a CSV file.
 *
 * <p>A spreadsheet runs a cell that begins with {@code = + - @} (also in full width) as a formula, and splits a cell at
 * a semicolon or tab in some locales. The usual remedy, an apostrophe before the text, changes the value for every
 * statistics program and is lost when the file is saved again. So such a cell is withheld, and the table says so;
 * numbers with a sign and mere dashes are harmless and stay.
 */
final class FreeText {

    private static final Pattern FORMULA =
            Pattern.compile("(^|[;\\t\\r\\n])[\\s\\u00A0\\uFEFF]*[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20]");
    private static final Pattern HARMLESS = Pattern.compile("[+-]?[0-9]+([.,][0-9]+)?%?|-+");

    private FreeText() {}

    static TableCell cell(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Missing.MISSING;
        }
        String stripped = text.strip();
        boolean formula =
                FORMULA.matcher(stripped).find() && !HARMLESS.matcher(stripped).matches();
        return formula || stripped.indexOf('\0') >= 0 ? Missing.WITHHELD : new TableCell.Value(stripped);
    }
}
