package org.reconlink.intake;

import java.time.LocalDate;
import java.util.List;

/**
 * What holds for all files of a study.
 *
 * @param rejectedRowsAtMost share of rejected rows, 0 to 1, above which the run stops
 * @param twoDigitYearPivot latest year a two-digit year can mean: with 2029, {@code 29} is 2029 and {@code 30} is 1930
 * @param placeholderDatesOfBirth dates that mean a missing date of birth
 */
public record IntakeSettings(
        double rejectedRowsAtMost, int twoDigitYearPivot, List<LocalDate> placeholderDatesOfBirth) {
    public IntakeSettings {
        placeholderDatesOfBirth = List.copyOf(placeholderDatesOfBirth);
    }
}
