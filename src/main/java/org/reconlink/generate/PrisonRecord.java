package org.reconlink.generate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the custody spells that lead up to a release, earlier sentences among them. */
final class PrisonRecord {
    private PrisonRecord() {}

    /**
     * Spells in order of time.
     *
     * @param released null if still inside
     */
    static List<Spell> upToRelease(
            String prisonNumber, LocalDate custodyFrom, LocalDate convicted, @Nullable LocalDate released, Dice dice) {
        List<Spell> spells = new ArrayList<>();
        if (dice.chance(0.5)) {
            LocalDate from = custodyFrom.minusDays(dice.between(500, 1500));
            spells.add(new Spell(prisonNumber, from, from.plusDays(dice.between(30, 400)), "Sentence", ""));
        }
        if (custodyFrom.isBefore(convicted)) {
            spells.add(new Spell(prisonNumber, custodyFrom, convicted, "Remand", ""));
        }
        // Some prisons count the sentence from the first day inside: the spells overlap.
        boolean overlapping = dice.chance(0.15);
        spells.add(
                new Spell(prisonNumber, overlapping ? custodyFrom : convicted, released, "Sentence", "Index offence"));
        return spells;
    }
}
