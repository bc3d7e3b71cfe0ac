package org.reconlink.intake;

import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.DateUtil;
import org.jspecify.annotations.Nullable;

/**
 * What a cell's number format makes of its number.
 *
 * @param zeros least number of digits shown; 0 where the format does not pad
 * @param struckOut whether its font has a line through it
 */
record CellStyle(boolean date, int zeros, boolean struckOut) {
    /** What is shown as it stands: quoted, escaped, or as wide or as often as a character. */
    private static final Pattern LITERAL = Pattern.compile("\"[^\"]*\"|\\\\.|_.|\\*.");

    static final CellStyle GENERAL = new CellStyle(false, 0, false);

    static CellStyle of(int formatId, @Nullable String format) {
        return of(formatId, format, false);
    }

    static CellStyle of(int formatId, @Nullable String format, boolean struckOut) {
        if (format == null) {
            return struckOut ? new CellStyle(false, 0, true) : GENERAL;
        }
        boolean padded = format.length() > 1 && format.chars().allMatch(c -> c == '0');
        boolean date = DateUtil.isADateFormat(formatId, LITERAL.matcher(format).replaceAll(""));
        return new CellStyle(date, padded ? format.length() : 0, struckOut);
    }
}
