package org.reconlink.intake;

import java.time.LocalDate;
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
 */
public record IntakeSettings(
        double rejectedRowsAtMost,
        int twoDigitYearPivot,
        List<LocalDate> placeholderDatesOfBirth,
        FieldWords words,
        Map<String, Double> failedChecksAtMost) {
    public IntakeSettings {
        failedChecksAtMost = Collections.unmodifiableMap(new LinkedHashMap<>(failedChecksAtMost));
        placeholderDatesOfBirth = List.copyOf(placeholderDatesOfBirth);
    }

    /** Where checks may fail as often as they do. */
    public IntakeSettings(double rejectedRowsAtMost, int twoDigitYearPivot, List<LocalDate> placeholderDatesOfBirth) {
        this(rejectedRowsAtMost, twoDigitYearPivot, placeholderDatesOfBirth, FieldWords.NONE, Map.of());
    }
}
