package org.reconlink.generate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Writes down the charges of one person as police systems do, with the errors that belong to the person or a case. */
final class ExtractNoise {
    private static final LocalDate PLACEHOLDER = LocalDate.of(1900, 1, 1);

    private final DamageRates rates;

    ExtractNoise(DamageRates rates) {
        this.rates = rates;
    }

    /** One row for each charge, in the same order. */
    List<ExtractRow> rows(Person person, List<Charge> charges, Dice dice) {
        boolean unnumbered = dice.chance(rates.unnumberedPerson());
        boolean wrongLetter = dice.chance(rates.wrongCheckLetter());
        boolean unknownBirthday = dice.chance(rates.unknownBirthday());
        List<ExtractRow> rows = new ArrayList<>();
        String reference = "";
        ExtractRow who = null;
        for (Charge charge : charges) {
            if (who == null || !charge.caseReference().equals(reference)) {
                reference = charge.caseReference();
                who = oneCase(ExtractRow.of(person, charge), dice);
                // asked only where there are any, so that other populations stay as they are
                boolean caseUnnumbered = rates.unnumberedCase() > 0 && dice.chance(rates.unnumberedCase());
                who = unnumbered || caseUnnumbered ? who.unnumbered() : who;
                who = wrongLetter ? who.withWrongLetter() : who;
                who = unknownBirthday ? who.bornOn(PLACEHOLDER) : who;
            }
            rows.add(who.charged(charge));
        }
        return rows;
    }

    private ExtractRow oneCase(ExtractRow right, Dice dice) {
        ExtractRow row = right;
        if (dice.chance(rates.misspeltCase())) {
            row = row.named(row.name().withSurname(Typos.word(row.name().surname(), dice)));
        }
        return dice.chance(rates.caseWithoutPostcode()) ? row.livingAt("") : row;
    }
}
