package org.reconlink.intake;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What holds for all files of a study.
 *
 * @param rejectedRowsAtMost share of rejected rows, 0 to 1, above which the run stops
 * @param twoDigitYearPivot latest year a two-digit year can mean: with 2029, {@code 29} is 2029 and {@code 30} is 1930
 * @param placeholderDatesOfBirth dates that mean a missing date of birth
 * @param words what the study's own words mean
 * @param failedChecksAtMost by rule of a check: the share of what it looks at, 0 to 1, above which the run stops
 * @param dates what dates can be
 * @param rows which rows of workbooks are read
 */
public record IntakeSettings(
        double rejectedRowsAtMost,
        int twoDigitYearPivot,
        List<LocalDate> placeholderDatesOfBirth,
        FieldWords words,
        Map<String, Double> failedChecksAtMost,
        DateSettings dates,
        RowSettings rows) {
    /**
     * Which rows of workbooks are read though people may have meant to leave them out.
     *
     * @param hidden whether rows that are hidden, by hand or by a filter, are read
     * @param struckOut whether rows with a line through every filled cell are read
     */
    public record RowSettings(boolean hidden, boolean struckOut) {
        public static final RowSettings ALL = new RowSettings(true, true);
    }

    /**
     * What dates can be.
     *
     * @param placeholders dates that mean a missing date in any column but the date of birth
     * @param responsibleFrom age in years below which nobody commits an offence
     * @param zone where a time with a zone of its own has its day
     */
    public record DateSettings(List<LocalDate> placeholders, int responsibleFrom, ZoneId zone) {
        public static final DateSettings USUAL = new DateSettings(
                List.of(LocalDate.of(1900, 1, 1), LocalDate.of(1970, 1, 1)), 10, ZoneId.of("Europe/London"));

        public DateSettings {
            placeholders = List.copyOf(placeholders);
        }
    }

    public IntakeSettings {
        failedChecksAtMost = Collections.unmodifiableMap(new LinkedHashMap<>(failedChecksAtMost));
        placeholderDatesOfBirth = List.copyOf(placeholderDatesOfBirth);
    }

    /** Where dates are what they usually are, and all rows are read. */
    public IntakeSettings(
            double rejectedRowsAtMost,
            int twoDigitYearPivot,
            List<LocalDate> placeholderDatesOfBirth,
            FieldWords words,
            Map<String, Double> failedChecksAtMost) {
        this(
                rejectedRowsAtMost,
                twoDigitYearPivot,
                placeholderDatesOfBirth,
                words,
                failedChecksAtMost,
                DateSettings.USUAL,
                RowSettings.ALL);
    }

    /** Where checks may fail as often as they do, too. */
    public IntakeSettings(double rejectedRowsAtMost, int twoDigitYearPivot, List<LocalDate> placeholderDatesOfBirth) {
        this(rejectedRowsAtMost, twoDigitYearPivot, placeholderDatesOfBirth, FieldWords.NONE, Map.of());
    }
}
