package org.reconlink.generate;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.reconlink.generate.Charge.Adjudication;
import org.reconlink.generate.Charge.Sentence;
import org.reconlink.generate.Courtroom.CaseNumbers;
import org.reconlink.generate.OffenceStock.StockOffence;

/** Makes conviction histories of people about whom nothing is planned: any number of cases between two dates. */
final class Career {
    private static final int FEWEST_DAYS_TO_TRIAL = 20;
    private static final int MOST_DAYS_TO_TRIAL = 260;

    private final OffenceStock stock;
    private final CaseNumbers cases;

    Career(OffenceStock stock, CaseNumbers cases) {
        this.stock = stock;
        this.cases = cases;
    }

    /** Cases of somebody born then, all decided from {@code first} to {@code last}, in order of time. */
    List<Charge> between(LocalDate born, LocalDate first, LocalDate last, int howMany, Dice dice) {
        List<Charge> charges = new ArrayList<>();
        for (LocalDate day : days(first, last, howMany, dice)) {
            charges.addAll(
                    dice.chance(0.05)
                            ? caution(day, dice)
                            : tried(day, age(born, day), 1 + dice.repeats(0.45, 6), dice));
        }
        return charges;
    }

    /** Distinct weekdays in order, at most as many as asked for. */
    static SortedSet<LocalDate> days(LocalDate first, LocalDate last, int howMany, Dice dice) {
        SortedSet<LocalDate> days = new TreeSet<>();
        for (int i = 0; i < howMany; i++) {
            LocalDate day = weekday(dice.date(first, last));
            days.add(day.isAfter(last) ? last : day);
        }
        return days;
    }

    static LocalDate weekday(LocalDate day) {
        return switch (day.getDayOfWeek()) {
            case SATURDAY -> day.plusDays(2);
            case SUNDAY -> day.plusDays(1);
            default -> day;
        };
    }

    static int age(LocalDate born, LocalDate day) {
        return (int) ChronoUnit.YEARS.between(born, day);
    }

    /** The day of an offence that was decided on {@code convicted}. */
    static LocalDate committedBefore(LocalDate convicted, Dice dice) {
        return convicted.minusDays(dice.between(FEWEST_DAYS_TO_TRIAL, MOST_DAYS_TO_TRIAL));
    }

    private List<Charge> caution(LocalDate day, Dice dice) {
        LocalDate committed = day.minusDays(dice.below(10));
        return List.of(new Charge(
                cases.next(day),
                1,
                stock.committed(StockOffence.Kind.NEITHER, committed, dice),
                committed,
                null,
                day,
                Adjudication.CAUTION,
                Sentence.NONE));
    }

    private List<Charge> tried(LocalDate day, int age, int counts, Dice dice) {
        String reference = cases.next(day);
        LocalDate committed = committedBefore(day, dice);
        List<Charge> charges = new ArrayList<>();
        for (int number = 1; number <= counts; number++) {
            StockOffence offence = stock.committed(committed, dice);
            boolean range = offence.cjsCode().startsWith("FA") || dice.chance(0.02);
            boolean dated = !dice.chance(0.005);
            Charge charge = new Charge(
                    reference,
                    number,
                    offence,
                    dated ? committed : null,
                    dated && range ? committed.plusDays(dice.between(1, 19)) : null,
                    day,
                    Adjudication.GUILTY,
                    Courtroom.sentence(offence, day, age, dice));
            charges.add(dice.chance(0.05) ? acquitted(charge, dice) : charge);
        }
        return charges;
    }

    static Charge acquitted(Charge charge, Dice dice) {
        return dice.chance(0.5)
                ? charge.decided(Adjudication.NOT_GUILTY, Courtroom.without("2004", dice))
                : charge.decided(Adjudication.NON_CONVICTION, Courtroom.without("2053", dice));
    }
}
