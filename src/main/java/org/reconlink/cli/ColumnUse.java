package org.reconlink.cli;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.reconlink.intake.HeadingWords;
import org.reconlink.intake.PlainRule.Kind;
import org.reconlink.linkage.comparison.Meaning;

/** What a column of a plain table is for, as its heading or {@code --columns} says, and what follows from it. */
enum ColumnUse {
    FORENAME("forename", Meaning.FORENAME, Kind.NAME),
    SURNAME("surname", Meaning.SURNAME, Kind.NAME),
    FULL_NAME("full name", Meaning.SURNAME, Kind.SURNAME_OF_FULL_NAME),
    MIDDLE_NAMES("middle names", Meaning.TEXT, Kind.NAME),
    DATE_OF_BIRTH("date of birth", Meaning.DATE_OF_BIRTH, Kind.DATE),
    DAY_OF_BIRTH("day of birth", Meaning.NUMBER, Kind.NUMBER),
    MONTH_OF_BIRTH("month of birth", Meaning.NUMBER, Kind.NUMBER),
    YEAR_OF_BIRTH("year of birth", Meaning.NUMBER, Kind.NUMBER),
    SEX("sex", Meaning.SEX, Kind.SEX),
    POSTCODE("postcode", Meaning.POSTCODE, Kind.POSTCODE),
    PNC_ID("pnc id", Meaning.IDENTIFIER, Kind.PNC_ID),
    CRO_NUMBER("cro number", Meaning.IDENTIFIER, Kind.CRO_NUMBER),
    PRISON_NUMBER("prison number", Meaning.IDENTIFIER, Kind.IDENTIFIER),
    CRN("crn", Meaning.IDENTIFIER, Kind.IDENTIFIER),
    NHS_NUMBER("nhs number", Meaning.IDENTIFIER, Kind.IDENTIFIER),
    NATIONAL_INSURANCE_NUMBER("national insurance number", Meaning.IDENTIFIER, Kind.IDENTIFIER),
    SOCIAL_SECURITY_NUMBER("social security number", Meaning.IDENTIFIER, Kind.IDENTIFIER),
    PASSPORT_NUMBER("passport number", Meaning.IDENTIFIER, Kind.IDENTIFIER),
    LICENCE_NUMBER("licence number", Meaning.IDENTIFIER, Kind.IDENTIFIER),
    IDENTIFIER("identifier", Meaning.IDENTIFIER, Kind.IDENTIFIER),
    EMAIL("email", Meaning.EMAIL, Kind.EMAIL),
    PHONE("phone", Meaning.NUMBER, Kind.NUMBER),
    NUMBER("number", Meaning.NUMBER, Kind.NUMBER),
    TEXT("text", Meaning.TEXT, Kind.TEXT);

    private final String label;
    private final Meaning meaning;
    private final Kind kind;

    ColumnUse(String label, Meaning meaning, Kind kind) {
        this.label = label;
        this.meaning = meaning;
        this.kind = kind;
    }

    String label() {
        return label;
    }

    Meaning meaning() {
        return meaning;
    }

    Kind kind() {
        return kind;
    }

    /** Whether two columns hold the same only if their headings say so themselves: a town is no county. */
    boolean byHeading() {
        return this == NUMBER || this == TEXT || this == IDENTIFIER;
    }

    static Optional<ColumnUse> labelled(String label) {
        return Arrays.stream(values())
                .filter(use -> use.label.equals(HeadingWords.key(label)))
                .findFirst();
    }

    /** What a column with this heading usually holds. */
    static Optional<ColumnUse> ofHeading(String heading) {
        return HeadingWords.ofPerson(heading).flatMap(ColumnUse::labelled);
    }

    /** All that a command can name. */
    static String labels() {
        String all = Arrays.stream(values()).map(ColumnUse::label).collect(Collectors.joining(", "));
        int last = all.lastIndexOf(", ");
        return all.substring(0, last) + " and " + all.substring(last + 2);
    }
}
