package org.reconlink.generate;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One row of a conviction extract before it is written: who, as this row says it, and what.
 *
 * @param number null where the row has no police identifiers
 * @param wrongLetter whether the PNC id is written with a check letter that does not fit
 * @param born null if the row does not know
 */
record ExtractRow(
        @Nullable PoliceNumber number,
        boolean wrongLetter,
        SpelledName name,
        String sex,
        @Nullable LocalDate born,
        String postcode,
        Charge charge) {

    /** The row without error: the name that was given at that case and the address on the day of the conviction. */
    static ExtractRow of(Person person, Charge charge) {
        int given = Math.floorMod(
                charge.caseReference().hashCode(), 3 * person.names().size());
        SpelledName name = person.names().get(given < person.names().size() ? given : 0);
        return new ExtractRow(
                person.number(),
                false,
                name,
                person.sex(),
                person.born(),
                person.postcodeOn(charge.convicted()),
                charge);
    }

    ExtractRow unnumbered() {
        return new ExtractRow(null, false, name, sex, born, postcode, charge);
    }

    ExtractRow withWrongLetter() {
        return new ExtractRow(number, true, name, sex, born, postcode, charge);
    }

    ExtractRow named(SpelledName other) {
        return new ExtractRow(number, wrongLetter, other, sex, born, postcode, charge);
    }

    ExtractRow bornOn(@Nullable LocalDate other) {
        return new ExtractRow(number, wrongLetter, name, sex, other, postcode, charge);
    }

    ExtractRow livingAt(String other) {
        return new ExtractRow(number, wrongLetter, name, sex, born, other, charge);
    }

    /** Another charge against the same person, recorded the same way. */
    ExtractRow charged(Charge other) {
        return new ExtractRow(number, wrongLetter, name, sex, born, postcode, other);
    }

    @Override
    public String toString() {
        return "ExtractRow[withheld]";
    }
}
