package org.reconlink.linkage.tables;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a column of a plain table holds; it decides how the column is standardised, compared and blocked on. */
public enum Meaning {
    FORENAME("forename", "forename", "first name", "given name", "firstname", "givenname", "fname"),
    SURNAME("surname", "surname", "last name", "family name", "lastname", "lname"),
    DATE_OF_BIRTH("date of birth", "date of birth", "dob", "birth date", "birthdate", "born"),
    SEX("sex", "sex", "gender"),
    POSTCODE("postcode", "postcode", "post code", "zip", "zip code", "zipcode", "postal code"),
    IDENTIFIER(
            "identifier",
            "soc sec id",
            "ssn",
            "social security number",
            "pnc id",
            "cro number",
            "nhs number",
            "prison number",
            "national insurance number",
            "passport number",
            "licence number"),
    EMAIL("email", "email", "e mail", "email address"),
    NUMBER("number", "street number", "house number", "phone", "telephone", "phone number"),
    TEXT(
            "text",
            "address",
            "address 1",
            "address 2",
            "street",
            "suburb",
            "city",
            "town",
            "county",
            "state",
            "region",
            "middle name",
            "middle names",
            "place of birth",
            "occupation");

    private final String label;
    /** Each between two bars. */
    private final String headings;

    Meaning(String label, String... headings) {
        this.label = label;
        this.headings = "|" + String.join("|", headings) + "|";
    }

    /** How a command names it. */
    public String label() {
        return label;
    }

    /** The meaning with this label. */
    public static Optional<Meaning> labelled(String label) {
        return Arrays.stream(values()).filter(m -> m.label.equals(key(label))).findFirst();
    }

    /** What a column with this heading usually holds. */
    public static Optional<Meaning> ofHeading(String heading) {
        return Arrays.stream(values())
                .filter(m -> m.headings.contains("|" + key(heading) + "|"))
                .findFirst();
    }

    private static String key(String heading) {
        return heading.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_.-]+", " ");
    }
}
