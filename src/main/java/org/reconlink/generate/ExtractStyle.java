package org.reconlink.generate;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How one police force's system prints dates and codes. */
enum ExtractStyle {
    /** 2011-05-09, 1981/0000034U, 008/06. */
    PADDED {
        @Override
        String date(LocalDate day) {
            return day.toString();
        }

        @Override
        String pncId(PoliceNumber number) {
            return number.pncId();
        }

        @Override
        String homeOfficeCode(String padded) {
            return padded;
        }
    },
    /** 09/05/2011, 81/34U, 8/06. */
    SHORT {
        @Override
        String date(LocalDate day) {
            return DAY_FIRST.format(day);
        }

        @Override
        String pncId(PoliceNumber number) {
            return number.shortPncId();
        }

        @Override
        String homeOfficeCode(String padded) {
            return padded.replaceFirst("^0+(?=\\d)", "");
        }
    };

    static final DateTimeFormatter DAY_FIRST = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);

    abstract String date(LocalDate day);

    abstract String pncId(PoliceNumber number);

    /** The code in this style; an empty text stays empty. */
    abstract String homeOfficeCode(String padded);

    String dateOrBlank(@Nullable LocalDate day) {
        return day == null ? "" : date(day);
    }
}
