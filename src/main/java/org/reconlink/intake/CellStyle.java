package org.reconlink.intake;

import org.apache.poi.ss.usermodel.DateUtil;
import org.jspecify.annotations.Nullable;

/**
 * What a cell's number format makes of its number.
 *
 * @param zeros least number of digits shown; 0 where the format does not pad
 */
record CellStyle(boolean date, int zeros) {
    static final CellStyle GENERAL = new CellStyle(false, 0);

    static CellStyle of(int formatId, @Nullable String format) {
        if (format == null) {
            return GENERAL;
        }
        boolean padded = format.length() > 1 && format.chars().allMatch(c -> c == '0');
        return new CellStyle(DateUtil.isADateFormat(formatId, format), padded ? format.length() : 0);
    }
}
