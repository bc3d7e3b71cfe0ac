package org.reconlink.generate;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.LocalDate;

/**
 * An offence that people can be charged with.
 *
 * @param cjsCode empty where a record names the offence by Home Office code alone
 * @param homeOfficeCode {@code 008/06}; empty if the code list has none
 * @param weight how often it is drawn within its kind; 0 for those that only plans use
 * @param inForceFrom first day on which it can be committed
 */
record StockOffence(
        String cjsCode, String homeOfficeCode, String title, Mode mode, Kind kind, int weight, LocalDate inForceFrom) {

    /** Where it is tried. */
    enum Mode {
        INDICTABLE_ONLY,
        EITHER_WAY,
        SUMMARY,
        BREACH,
        UNKNOWN
    }

    /** What it is, as far as every list agrees. */
    enum Kind {
        VIOLENT,
        SEXUAL,
        /** Neither violent nor sexual on any list. */
        NEITHER,
        /** Violent on one list and not on another; or on no list that can be relied on. */
        DISPUTED,
        /** A breach that is no offence of its own. */
        BREACH
    }

    static StockOffence of(NamedCsvRecord row) {
        return new StockOffence(
                row.getField("cjs_code"),
                row.getField("home_office_code"),
                row.getField("title"),
                Mode.valueOf(row.getField("court_mode")),
                Kind.valueOf(row.getField("kind")),
                Integer.parseInt(row.getField("weight")),
                LocalDate.parse(row.getField("in_force_from")));
    }
}
