package org.reconlink.intake;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.reconlink.intake.Reading.Problem;

/**
 * Days that stand on so many rows of a column that hardly that many things were on one day: systems write such a day where the date is
 * not known. Rows of one person that follow one another count once, so that neither somebody's date of birth nor the charges of one
 * case pile up. Whoever stands among so many is not told by the day, which is shown.
 */
final class PiledDates {
    static final Problem PILED = new Problem(
            "dates piled up",
            "one day stands on more rows than is likely",
            "if it stands for a date that is not known, list it in the protocol (intake, placeholder dates or placeholder dates"
                    + " of birth), so that it counts as unknown; until then it is read as it is written");

    private static final LocalDate FIRST = LocalDate.of(Dates.FIRST_YEAR, 1, 1);
    private static final int DAYS =
            (int) (LocalDate.of(Dates.LAST_YEAR + 1, 1, 1).toEpochDay() - FIRST.toEpochDay());
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT);

    /** Fewer people than this on the first of January may be chance, or on another day one matter. */
    private static final int FEW = 5;

    private static final int MANY = 30;

    /** The share of people on one day from which it is no chance, and on the first of January, which systems write for a year alone. */
    private static final double SHARE = 0.2;

    private static final double SHARE_OF_NEW_YEAR = 0.05;

    private final Column<?> column;
    private final int[] rows = new int[DAYS];
    private final int[] people = new int[DAYS];
    /** Of whom the row before with this day is. */
    private final int[] last = new int[DAYS];

    private long dated;
    private long datedPeople;

    PiledDates(Column<?> column) {
        this.column = column;
    }

    /** @param person a number for whom the row is about */
    void add(TableRow row, int person) {
        if (!(column.read(row).value() instanceof LocalDate date)) {
            return;
        }
        int day = (int) (date.toEpochDay() - FIRST.toEpochDay());
        if (day < 0 || day >= DAYS) {
            return;
        }
        dated++;
        if (rows[day]++ == 0 || last[day] != person) {
            people[day]++;
            datedPeople++;
        }
        last[day] = person;
    }

    void say(RowLog log) {
        Problem problem = problem();
        if (problem != null) {
            log.warnColumn(column, problem);
        }
    }

    private @Nullable Problem problem() {
        int most = 0;
        for (int day = 1; day < DAYS; day++) {
            most = score(day) > score(most) ? day : most;
        }
        if (score(most) < 1) {
            return null;
        }
        String day = DAY.format(FIRST.plusDays(most));
        return new Problem(
                PILED.rule(),
                String.format(Locale.UK, "%s stands on %,d of %,d rows that have a date", day, rows[most], dated),
                PILED.advice());
    }

    /** How often the share of people on that day is what is likely at most. */
    private double score(int day) {
        if (people[day] < FEW) {
            return 0; // as nearly all are: what day of a year one is takes longer to find than a small file to read
        }
        boolean newYear = FIRST.plusDays(day).getDayOfYear() == 1;
        return people[day] < MANY && !newYear ? 0 : people[day] / (datedPeople * (newYear ? SHARE_OF_NEW_YEAR : SHARE));
    }
}
