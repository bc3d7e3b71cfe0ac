package org.reconlink.generate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.reconlink.generate.Charge.Adjudication;
import org.reconlink.generate.StockOffence.Kind;

/** What becomes of a participant of a population after release: convictions and recalls, and whether they count. */
record DrawnFollowUp(List<Charge> charges, List<Spell> recalls, boolean recalledDuring, boolean reoffendedAfter) {
    private static final LocalDate DATA_CUT = LocalDate.of(2021, 12, 31);
    private static final LocalDate HORIZON = LocalDate.of(2021, 6, 30);

    DrawnFollowUp {
        charges = List.copyOf(charges);
        recalls = List.copyOf(recalls);
    }

    static DrawnFollowUp drawn(
            ServiceUser user, String prisonNumber, OffenceStock stock, CaseNumbers cases, Dice dice) {
        List<Charge> charges = new ArrayList<>();
        LocalDate end = user.communityTo();
        if (dice.chance(0.1)) {
            // Committed before the end, convicted after it: no reoffence.
            charges.add(charge(end.minusDays(12), end.plusDays(200), stock, cases, dice));
        }
        boolean reoffends = dice.chance(0.36);
        for (int i = reoffends ? 1 + dice.repeats(0.4, 4) : 0; i > 0; i--) {
            LocalDate committed = dice.date(end.plusDays(1), HORIZON);
            LocalDate convicted = committed.plusDays(dice.between(20, 170));
            charges.add(charge(committed, convicted.isAfter(DATA_CUT) ? DATA_CUT : convicted, stock, cases, dice));
        }
        List<Spell> recalls = recalls(user, prisonNumber, dice);
        return new DrawnFollowUp(charges, recalls, !recalls.isEmpty(), reoffends);
    }

    private static Charge charge(
            LocalDate committed, LocalDate convicted, OffenceStock stock, CaseNumbers cases, Dice dice) {
        StockOffence offence = stock.committed(dice.chance(0.3) ? Kind.VIOLENT : Kind.NEITHER, committed, dice);
        return new Charge(
                cases.next(convicted),
                1,
                offence,
                committed,
                null,
                convicted,
                Adjudication.GUILTY,
                Courtroom.sentence(offence, convicted, 30, dice));
    }

    private static List<Spell> recalls(ServiceUser user, String prisonNumber, Dice dice) {
        if (!dice.chance(0.6)) {
            return List.of();
        }
        LocalDate from = dice.date(user.released().plusDays(20), user.communityTo());
        return List.of(
                dice.chance(0.4)
                        ? new Spell(
                                prisonNumber, from, from.plusDays(28), "Recall - fixed term 28 days", "Out of contact")
                        : new Spell(
                                prisonNumber,
                                from,
                                from.plusDays(dice.between(60, 300)),
                                "Recall - standard",
                                "Poor behaviour"));
    }
}
