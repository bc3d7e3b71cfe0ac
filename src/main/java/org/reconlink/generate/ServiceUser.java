package org.reconlink.generate;

import java.time.LocalDate;
import java.util.List;

/** The time line of a participant of a population, from the index offence to the end of the intervention. */
record ServiceUser(
        StockOffence index,
        LocalDate born,
        LocalDate indexOffence,
        LocalDate indexConviction,
        LocalDate custodyFrom,
        LocalDate inReachFrom,
        LocalDate released,
        LocalDate communityTo,
        String whyEnded) {
    private static final LocalDate FIRST_RELEASE = LocalDate.of(2008, 1, 7);
    private static final LocalDate LAST_RELEASE = LocalDate.of(2018, 12, 21);
    private static final LocalDate FIRST_SEXUAL_RELEASE = LocalDate.of(2011, 1, 10);
    private static final LocalDate SEXUAL_OFFENCES_ACT = LocalDate.of(2004, 5, 1);
    private static final List<String> VIOLENT = List.of("OF61016", "OF61017", "TH68023", "COML022", "COML025");
    private static final List<String> SEXUAL = List.of("SX03002", "SX03001", "SX03013", "SX03005");
    private static final List<String> ENDS = List.of("Completed", "Completed", "Moved out of area", "Disengaged");

    static ServiceUser drawn(OffenceStock stock, Dice dice) {
        boolean sexual = dice.chance(0.42);
        LocalDate released = dice.date(sexual ? FIRST_SEXUAL_RELEASE : FIRST_RELEASE, LAST_RELEASE);
        LocalDate custodyFrom = released.minusDays(dice.between(3 * 365, sexual ? 6 * 365 : 16 * 365));
        LocalDate committed = custodyFrom.minusDays(dice.below(90));
        committed = sexual && committed.isBefore(SEXUAL_OFFENCES_ACT) ? SEXUAL_OFFENCES_ACT : committed;
        return new ServiceUser(
                stock.named(dice.pick(sexual ? SEXUAL : VIOLENT)),
                People.birthday(custodyFrom.minusYears(46), custodyFrom.minusYears(23), dice),
                committed,
                Career.weekday(custodyFrom.plusDays(dice.between(70, 300))),
                custodyFrom,
                released.minusDays(dice.between(190, 500)),
                released,
                released.plusDays(dice.between(110, 700)),
                dice.pick(ENDS));
    }
}
