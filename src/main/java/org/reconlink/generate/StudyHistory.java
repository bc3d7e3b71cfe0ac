package org.reconlink.generate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.reconlink.generate.Charge.Adjudication;
import org.reconlink.generate.Charge.Sentence;
import org.reconlink.generate.Courtroom.CaseNumbers;
import org.reconlink.generate.OffenceStock.StockOffence;
import org.reconlink.generate.OffenceStock.StockOffence.Kind;

/**
 * Makes the history of a participant up to release: an exact number of violent or sexual offences proved up to and
 * including the index conviction, with acquittals, cautions and offences of other kinds between them. All are taken from
 * offences of which every list says the same, so that the number does not hang on how lists are read.
 */
final class StudyHistory {
    private static final LocalDate SEXUAL_OFFENCES_ACT = LocalDate.of(2004, 5, 1);

    /** Before it there were no offences of some kinds to draw from. */
    private static final LocalDate FIRST_RECORD = LocalDate.of(1971, 1, 1);

    private final OffenceStock stock;
    private final CaseNumbers cases;

    StudyHistory(OffenceStock stock, CaseNumbers cases) {
        this.stock = stock;
        this.cases = cases;
    }

    /**
     * What the history is to lead to.
     *
     * @param released null if never
     * @param violentOrSexual offences proved up to and including the index conviction, at least 1
     */
    record Index(
            LocalDate born,
            StockOffence offence,
            LocalDate committed,
            LocalDate convicted,
            @Nullable LocalDate released,
            int violentOrSexual) {

        int yearsServed() {
            return released == null ? 13 : Career.age(convicted, released) + 1;
        }

        boolean isSexual() {
            return offence.kind() == Kind.SEXUAL;
        }
    }

    /** Everything proved before release, in order of time. */
    List<Charge> upToRelease(Index index, Dice dice) {
        List<Charge> indexCase = indexCase(index, dice);
        int counted = (int) indexCase.stream().filter(StudyHistory::isCounted).count();
        List<Charge> history = new ArrayList<>(before(index, index.violentOrSexual() - counted, dice));
        history.addAll(indexCase);
        history.addAll(inPrison(index, dice));
        return history;
    }

    private static boolean isCounted(Charge charge) {
        return charge.adjudication() == Adjudication.GUILTY && (charge.offence().kind() != Kind.NEITHER);
    }

    /** The index offence as the first count of its case, with further counts. */
    private List<Charge> indexCase(Index index, Dice dice) {
        String reference = cases.next(index.convicted());
        List<Charge> charges = new ArrayList<>();
        Sentence sentence = Courtroom.longCustody(
                index.offence(), Career.age(index.born(), index.convicted()), index.yearsServed(), dice);
        charges.add(new Charge(
                reference,
                1,
                index.offence(),
                index.committed(),
                null,
                index.convicted(),
                Adjudication.GUILTY,
                sentence));
        int further = Math.min(dice.below(index.isSexual() ? 5 : 3), index.violentOrSexual() - 1);
        for (int i = 0; i < further; i++) {
            LocalDate committed = index.committed().minusDays(dice.below(15));
            charges.add(count(index, reference, charges.size() + 1, committed, dice));
        }
        return charges;
    }

    private Charge count(Index index, String reference, int number, LocalDate committed, Dice dice) {
        StockOffence offence = stock.committed(kind(index, committed, dice), committed, dice);
        int age = Career.age(index.born(), index.convicted());
        return new Charge(
                reference,
                number,
                offence,
                committed,
                null,
                index.convicted(),
                Adjudication.GUILTY,
                Courtroom.custody(offence, age, dice));
    }

    /** Sexual offences only where the index offence is sexual, and only those of the Act that the lists know for certain. */
    private static Kind kind(Index index, LocalDate committed, Dice dice) {
        boolean possible = index.isSexual() && !committed.isBefore(SEXUAL_OFFENCES_ACT);
        return possible && dice.chance(0.6) ? Kind.SEXUAL : Kind.VIOLENT;
    }

    private List<Charge> before(Index index, int counted, Dice dice) {
        List<Integer> sizes = new ArrayList<>();
        for (int left = counted; left > 0; left -= sizes.get(sizes.size() - 1)) {
            sizes.add(Math.min(left, 1 + dice.repeats(0.45, 3)));
        }
        LocalDate fourteen = index.born().plusYears(14);
        LocalDate first = fourteen.isBefore(FIRST_RECORD) ? FIRST_RECORD : fourteen;
        LocalDate last = index.committed().minusDays(30);
        SortedSet<LocalDate> days = new TreeSet<>();
        while (days.size() < sizes.size()) {
            days.addAll(Career.days(first, last, sizes.size() - days.size(), dice));
        }
        List<Charge> charges = new ArrayList<>();
        int next = 0;
        for (LocalDate day : days) {
            charges.addAll(priorCase(index, day, sizes.get(next++), dice));
        }
        return charges;
    }

    /** That many violent or sexual offences proved on one day, others beside them, and what was not proved. */
    private List<Charge> priorCase(Index index, LocalDate day, int counted, Dice dice) {
        String reference = cases.next(day);
        LocalDate committed = Career.committedBefore(day, dice);
        List<Charge> charges = new ArrayList<>();
        for (int i = 0; i < counted; i++) {
            charges.add(
                    prior(index, reference, charges.size() + 1, kind(index, committed, dice), committed, day, dice));
        }
        for (int i = dice.repeats(0.5, 3); i > 0; i--) {
            charges.add(prior(index, reference, charges.size() + 1, Kind.NEITHER, committed, day, dice));
        }
        if (dice.chance(0.08)) {
            Charge charged = prior(index, reference, charges.size() + 1, Kind.VIOLENT, committed, day, dice);
            charges.add(Career.acquitted(charged, dice));
        }
        if (dice.chance(0.04)) {
            Charge first = charges.get(0);
            charges.add(first.heardAgain(day.plusDays(21), Adjudication.GUILTY, first.sentence()));
        }
        return charges;
    }

    private Charge prior(
            Index index, String reference, int number, Kind kind, LocalDate committed, LocalDate day, Dice dice) {
        StockOffence offence = stock.committed(kind, committed, dice);
        Sentence sentence = Courtroom.sentence(offence, day, Career.age(index.born(), day), dice);
        return new Charge(reference, number, offence, committed, null, day, Adjudication.GUILTY, sentence);
    }

    /** Now and then an offence in prison, proved after the index conviction and before release. */
    private List<Charge> inPrison(Index index, Dice dice) {
        LocalDate released = index.released();
        if (released == null || !dice.chance(0.2)) {
            return List.of();
        }
        LocalDate day = Career.weekday(dice.date(index.convicted().plusDays(300), released.minusDays(60)));
        LocalDate committed = day.minusDays(dice.between(20, 90));
        Kind kind = dice.chance(0.5) ? Kind.VIOLENT : Kind.NEITHER;
        return List.of(prior(index, cases.next(day), 1, kind, committed, day, dice));
    }

    /** Makes the custody spells that lead up to a release, earlier sentences among them. */
    static final class PrisonRecord {
        private PrisonRecord() {}

        /**
         * Spells in order of time.
         *
         * @param released null if still inside
         */
        static List<Spell> upToRelease(
                String prisonNumber,
                LocalDate custodyFrom,
                LocalDate convicted,
                @Nullable LocalDate released,
                Dice dice) {
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
            spells.add(new Spell(
                    prisonNumber, overlapping ? custodyFrom : convicted, released, "Sentence", "Index offence"));
            return spells;
        }
    }

    /**
     * A time in custody as a prison records it.
     *
     * @param to null while it lasts
     */
    record Spell(
            String prisonNumber, LocalDate from, @Nullable LocalDate to, String type, String reason) {
        static final List<String> HEADINGS = List.of("Prison no", "From", "To", "Type", "Reason");

        @Override
        public String toString() {
            return "Spell[withheld]";
        }
    }
}
