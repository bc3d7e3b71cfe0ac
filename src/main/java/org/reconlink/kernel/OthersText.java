package org.reconlink.kernel;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names of files, sheets and columns that others gave, on their way to a terminal or into a CSV file of findings. */
public final class OthersText {
    /** What a spreadsheet runs as a formula, also behind a separator, as datasets have it withheld. */
    private static final Pattern FORMULA =
            Pattern.compile("(^|[;\\t\\r\\n])[\\s\\u00A0\\uFEFF]*[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20]");

    private OthersText() {}

    /** The text with an escape for each character that controls a terminal or turns the direction of writing. */
    public static String shown(String text) {
        if (isPlain(text) || text.codePoints().noneMatch(OthersText::controls)) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (controls(c)) {
                shown.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    /** Nothing but letters, digits and signs of ASCII, as nearly every text. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean controls(int c) {
        return Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.LINE_SEPARATOR
                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR;
    }

    /** The text as a cell of a CSV file; one that a spreadsheet would run as a formula is withheld. */
    public static String inCsv(String text) {
        return FORMULA.matcher(text).find() ? "withheld: begins like a formula" : shown(text);
    }
}
