package org.reconlink.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.reconlink.kernel.DateRange;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.outcome.WindowOutcome.Exit;
import org.reconlink.outcome.WindowOutcome.NotObserved;
import org.reconlink.outcome.WindowOutcome.Survival;
import org.reconlink.outcome.WindowOutcome.TimeToFirst;
import org.reconlink.outcome.WindowSettings.FirstDay;
import org.reconlink.outcome.WindowSettings.OffenceDate;
import org.reconlink.statistics.SurvivalCurve;
import org.reconlink.statistics.SurvivalCurve.SurvivalPoint;
import org.reconlink.statistics.SurvivalCurve.SurvivalTime;

/** The time axis of survival curves: calendar months and parts of one (method, section 6). */
class MonthsTest {
    private static final LocalDate CUT = LocalDate.of(2030, 1, 1);

    @ParameterizedTest(name = "from {0}, day {1}: {2} months")
    @CsvSource({
        "2011-03-01, 1, 0.032258",
        "2011-03-01, 31, 1",
        "2011-03-01, 366, 12",
        "2011-03-01, 365, 11.965517",
        "2010-03-01, 365, 12",
        "2012-02-29, 366, 12.034483",
        "2012-02-29, 365, 12",
        "2012-01-31, 29, 1",
        "2012-01-31, 30, 1.032258",
        "2012-01-31, 60, 2",
        "2011-12-31, 14, 0.451613",
    })
    void days(LocalDate start, long day, double months) {
        assertThat(outcome(start, null).months(day)).isCloseTo(months, within(1e-6));
    }

    @Test
    void timeNeverStandsStillNorGoesBack() {
        for (LocalDate start = LocalDate.of(2011, 1, 1); start.getYear() < 2013; start = start.plusDays(1)) {
            WindowOutcome outcome = outcome(start, null);
            for (long day = 1; day < 800; day++) {
                assertThat(outcome.months(day + 1)).isGreaterThan(outcome.months(day));
            }
        }
    }

    /** Of 400 whose years end after 365 or 366 days, some with a reoffence on the very last. */
    @ParameterizedTest
    @EnumSource(FirstDay.class)
    void whereNobodyIsCensoredEarlierTheCurveEndsAtTheRate(FirstDay firstDay) {
        Random random = new Random(7);
        for (int length : List.of(1, 6, 12, 13, 24)) {
            WindowSettings settings = new WindowSettings(
                    "w", ParticipantDate.RELEASE, length, null, 6, firstDay, OffenceDate.START, false);
            List<SurvivalTime> times = new ArrayList<>();
            int reoffended = 0;
            for (int i = 0; i < 400; i++) {
                LocalDate start = LocalDate.of(2011, 1, 1).plusDays(random.nextInt(1500));
                LocalDate first = firstDay == FirstDay.SAME_DAY ? start : start.plusDays(1);
                LocalDate months = start.plusMonths(length);
                LocalDate last = firstDay == FirstDay.SAME_DAY ? months.minusDays(1) : months;
                FollowUp window = new FollowUp(settings, CUT, start, first, last, last.plusMonths(6));
                LocalDate offence = i % 8 == 0 ? last : start.plusDays(1 + random.nextInt(60 * length));
                boolean event = !offence.isAfter(last);
                Survival survival = new TimeToFirst(CustodyCalendar.of(List.of(), CUT), new Exit(null, null))
                        .of(window, event ? List.of(new DateRange(offence, offence)) : List.of(), List.of());
                WindowOutcome outcome = outcome(start, survival);
                assertThat(outcome.months(survival.days())).isEqualTo(length);
                Long toFirst = survival.daysToFirst();
                times.add(new SurvivalTime(outcome.months(toFirst == null ? survival.days() : toFirst), event));
                reoffended += event ? 1 : 0;
            }
            SurvivalCurve curve = SurvivalCurve.of(times);
            SurvivalPoint end = curve.points().get(curve.points().size() - 1);
            assertThat(end.time()).isEqualTo(length);
            assertThat(end.atRisk()).isEqualTo(end.events() + 400 - reoffended);
            assertThat(end.events()).isGreaterThanOrEqualTo(50);
            assertThat(1 - end.survival()).isCloseTo(reoffended / 400.0, within(1e-12));
        }
    }

    private static WindowOutcome outcome(LocalDate start, Survival survival) {
        return new WindowOutcome("w", start, null, null, NotObserved.IMMATURE, null, survival, null);
    }
}
