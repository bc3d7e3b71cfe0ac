package org.reconlink.outcome;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.ConvictionRecord;
import org.reconlink.kernel.DateRange;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.PartialDates;

/**
 * Takes offences as undated that the participant was too young to commit. Intake does so by the date of birth of the row; this is
 * for rows without one, as where people are linked by key and the extract has neither names nor dates of birth.
 *
 * @param born the participant's date of birth; null if unknown
 * @param responsibleFrom age in years below which nobody commits an offence
 */
record CommittedOfAge(@Nullable LocalDate born, int responsibleFrom) {

    /** The earliest day that a row without date of birth may date its offence; null if no such row has a date. */
    static @Nullable LocalDate earliest(List<ConvictionRecord> rows) {
        return rows.stream()
                .filter(row -> row.person().dateOfBirth() == null)
                .flatMap(row -> Stream.of(
                        row.offenceStart(),
                        row.offenceEnd(),
                        first(row.partial().offenceStart()),
                        first(row.partial().offenceEnd())))
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Whether the participant was of age on that day, or nothing is known against it. */
    boolean includes(@Nullable LocalDate day) {
        return born == null || !before(day, born.plusYears(responsibleFrom));
    }

    /** The rows with the dates that can be; each date that cannot is a finding. */
    List<ConvictionRecord> of(List<ConvictionRecord> rows, Consumer<Finding> findings) {
        return born == null
                ? rows
                : rows.stream()
                        .map(row -> row.person().dateOfBirth() == null ? of(row, born, findings) : row)
                        .toList();
    }

    private ConvictionRecord of(ConvictionRecord row, LocalDate birth, Consumer<Finding> findings) {
        LocalDate responsible = birth.plusYears(responsibleFrom);
        LocalDate start = row.offenceStart();
        LocalDate end = row.offenceEnd();
        DateRange startWithin = row.partial().offenceStart();
        DateRange endWithin = row.partial().offenceEnd();
        LocalDate last = latest(start, startWithin);
        if (before(last, responsible) || before(latest(end, endWithin), responsible)) {
            boolean unborn = before(last, birth) || before(latest(end, endWithin), birth);
            findings.accept(
                    unborn ? RowFindings.offenceBeforeBirth(row.source()) : RowFindings.offenceUnderAge(row.source()));
        }
        return row.committed(
                before(start, responsible) ? null : start,
                before(end, responsible) ? null : end,
                new PartialDates(
                        from(responsible, startWithin),
                        from(responsible, endWithin),
                        row.partial().conviction()));
    }

    private static @Nullable LocalDate first(@Nullable DateRange within) {
        return within == null ? null : within.first();
    }

    private static @Nullable LocalDate latest(@Nullable LocalDate date, @Nullable DateRange within) {
        return date == null && within != null ? within.last() : date;
    }

    private static boolean before(@Nullable LocalDate date, LocalDate day) {
        return date != null && date.isBefore(day);
    }

    private static @Nullable DateRange from(LocalDate day, @Nullable DateRange within) {
        return within == null ? null : within.from(day);
    }
}
