package org.reconlink.generate;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row of a participant sheet: texts, whole numbers and dates by column; a column left out is a blank cell. */
final class Referral {
    private final EnumMap<ReferralColumn, Object> cells = new EnumMap<>(ReferralColumn.class);

    /** Puts a text, unless it is empty. */
    Referral with(ReferralColumn column, String text) {
        if (!text.isEmpty()) {
            cells.put(column, text);
        }
        return this;
    }

    /** Puts a date, unless it is null. */
    Referral with(ReferralColumn column, @Nullable LocalDate date) {
        if (date != null) {
            cells.put(column, date);
        }
        return this;
    }

    Referral with(ReferralColumn column, int number) {
        cells.put(column, number);
        return this;
    }

    Referral without(ReferralColumn column) {
        cells.remove(column);
        return this;
    }

    /** A {@link String}, {@link LocalDate} or {@link Integer}, or null if the cell is blank. */
    @Nullable
    Object cell(ReferralColumn column) {
        return cells.get(column);
    }

    /** The cell as text, dates as {@code yyyy-MM-dd}; empty if blank. */
    String text(ReferralColumn column) {
        Object cell = cells.get(column);
        return cell == null ? "" : cell.toString();
    }

    /** The date in that cell, or null if it is blank. */
    @Nullable
    LocalDate date(ReferralColumn column) {
        return (LocalDate) cells.get(column);
    }

    /** The cells that are not blank, in the order of the columns. */
    Map<ReferralColumn, Object> cells() {
        return new EnumMap<>(cells);
    }

    @Override
    public String toString() {
        return "Referral[withheld]";
    }

    /** The columns of a participant sheet. */
    enum ReferralColumn {
        STUDY_NO("Study no"),
        SURNAME("Surname"),
        FIRST_NAME("First name"),
        MIDDLE_NAMES("Middle name(s)"),
        ALSO_KNOWN_AS("Also known as"),
        SEX("Sex"),
        DOB("DOB"),
        ETHNICITY("Ethnicity"),
        PNC_ID("PNC ID"),
        CRO_NO("CRO no"),
        PRISON_NO("Prison no"),
        POSTCODES("Postcode(s)"),
        CONSENT("Consent"),
        ACE_COUNT("ACE count"),
        INDEX_OFFENCE_CODE("Index offence code"),
        INDEX_OFFENCE_DATE("Index offence date"),
        INDEX_CONVICTION_DATE("Index conviction date"),
        INDEX_SENTENCE("Index sentence"),
        IN_CUSTODY_FROM("In custody from"),
        IN_REACH_FROM("In-reach from"),
        RELEASED("Released"),
        COMMUNITY_FROM("Community from"),
        COMMUNITY_TO("Community to"),
        WHY_ENDED("Why ended"),
        DIED("Died"),
        DEPORTED("Deported");

        private final String heading;

        ReferralColumn(String heading) {
            this.heading = heading;
        }

        String heading() {
            return heading;
        }
    }
}
