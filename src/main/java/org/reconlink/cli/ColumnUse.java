package org.reconlink.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.reconlink.intake.PlainRule.Kind;
import org.reconlink.linkage.comparison.Meaning;

/** What a column of a plain table is for, as its usual headings or {@code --columns} say, and what follows from it. */
enum ColumnUse {
    FORENAME(
            "forename",
            Meaning.FORENAME,
            Kind.NAME,
            "forenames",
            "forename 1",
            "first forename",
            "first name",
            "first names",
            "firstname",
            "first",
            "given name",
            "given names",
            "givenname",
            "given",
            "christian name",
            "fname",
            "fname c1"),
    SURNAME(
            "surname",
            Meaning.SURNAME,
            Kind.NAME,
            "last name",
            "lastname",
            "last",
            "family name",
            "familyname",
            "family",
            "lname",
            "lname c1"),
    FULL_NAME("full name", Meaning.SURNAME, Kind.SURNAME_OF_FULL_NAME, "name", "fullname", "whole name", "names"),
    MIDDLE_NAMES(
            "middle names",
            Meaning.TEXT,
            Kind.NAME,
            "middle name",
            "middlename",
            "middle",
            "second forename",
            "forename 2",
            "other forenames",
            "other names",
            "mname"),
    DATE_OF_BIRTH(
            "date of birth",
            Meaning.DATE_OF_BIRTH,
            Kind.DATE,
            "dob",
            "d o b",
            "birth date",
            "birthdate",
            "birthday",
            "born",
            "born on",
            "date born"),
    DAY_OF_BIRTH("day of birth", Meaning.NUMBER, Kind.NUMBER, "birth day", "dob day", "day born", "bd", "dob d"),
    MONTH_OF_BIRTH(
            "month of birth", Meaning.NUMBER, Kind.NUMBER, "birth month", "dob month", "month born", "bm", "dob m"),
    YEAR_OF_BIRTH(
            "year of birth", Meaning.NUMBER, Kind.NUMBER, "birth year", "dob year", "year born", "yob", "by", "dob y"),
    SEX("sex", Meaning.SEX, Kind.SEX, "gender", "sex gender", "gender sex", "sex at birth"),
    POSTCODE(
            "postcode",
            Meaning.POSTCODE,
            Kind.POSTCODE,
            "post code",
            "postal code",
            "zip",
            "zip code",
            "zipcode",
            "home postcode",
            "current postcode",
            "last postcode",
            "last known postcode"),
    PNC_ID(
            "pnc id",
            Meaning.IDENTIFIER,
            Kind.PNC_ID,
            "pnc",
            "pncid",
            "pnc no",
            "pnc number",
            "pnc ref",
            "pnc id number",
            "police national computer id"),
    CRO_NUMBER(
            "cro number",
            Meaning.IDENTIFIER,
            Kind.CRO_NUMBER,
            "cro",
            "cro no",
            "cro id",
            "croid",
            "cronumber",
            "cro ref"),
    PRISON_NUMBER(
            "prison number",
            Meaning.IDENTIFIER,
            Kind.IDENTIFIER,
            "prison no",
            "prison id",
            "nomis",
            "nomis id",
            "nomis no",
            "nomis number",
            "noms",
            "noms id",
            "noms no",
            "noms number",
            "prisoner number",
            "prisoner no",
            "offender number",
            "offender no"),
    CRN("crn", Meaning.IDENTIFIER, Kind.IDENTIFIER, "delius crn", "ndelius crn", "crn number", "crn no", "delius id"),
    NHS_NUMBER(
            "nhs number",
            Meaning.IDENTIFIER,
            Kind.IDENTIFIER,
            "nhs",
            "nhs no",
            "nhs id",
            "nhsno",
            "nhs num",
            "nhsnumber"),
    NATIONAL_INSURANCE_NUMBER(
            "national insurance number",
            Meaning.IDENTIFIER,
            Kind.IDENTIFIER,
            "national insurance no",
            "ni number",
            "ni no",
            "nino"),
    SOCIAL_SECURITY_NUMBER(
            "social security number", Meaning.IDENTIFIER, Kind.IDENTIFIER, "soc sec id", "soc sec no", "ssn"),
    PASSPORT_NUMBER("passport number", Meaning.IDENTIFIER, Kind.IDENTIFIER, "passport", "passport no"),
    LICENCE_NUMBER(
            "licence number",
            Meaning.IDENTIFIER,
            Kind.IDENTIFIER,
            "license number",
            "driving licence number",
            "driving license number",
            "driving licence"),
    IDENTIFIER("identifier", Meaning.IDENTIFIER, Kind.IDENTIFIER),
    EMAIL("email", Meaning.EMAIL, Kind.EMAIL, "e mail", "email address", "e mail address"),
    PHONE(
            "phone",
            Meaning.NUMBER,
            Kind.NUMBER,
            "phone number",
            "phone no",
            "telephone",
            "telephone number",
            "telephone no",
            "tel",
            "tel no",
            "mobile",
            "mobile number",
            "mobile phone"),
    NUMBER("number", Meaning.NUMBER, Kind.NUMBER, "street number", "house number"),
    TEXT(
            "text",
            Meaning.TEXT,
            Kind.TEXT,
            "address",
            "address 1",
            "address 2",
            "address line 1",
            "address line 2",
            "street",
            "suburb",
            "city",
            "town",
            "county",
            "state",
            "region",
            "place of birth",
            "birth place",
            "occupation");

    private static final Pattern IN_BRACKETS = Pattern.compile("[(\\[][^)\\]]*[)\\]]");
    private static final Pattern HUMP = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");
    private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{Nd}]+");
    private static final Pattern DATE_FORMAT = Pattern.compile("( (d{1,2}|m{1,3}|y{2,4}))+$");
    private static final Pattern WHOSE = Pattern.compile(
            "^(the |patient |client |offender |participant |person |subject |prisoner |defendant |service user |member |legal )+");

    private static final String BIRTH = "(?:dob|dateofbirth|birthdate|birth|born|b)";
    private static final Map<ColumnUse, Pattern> PARTS = Map.of(
            DAY_OF_BIRTH,
            part("day|dd?"),
            MONTH_OF_BIRTH,
            part("month|mon|mm?"),
            YEAR_OF_BIRTH,
            part("year|yr|y{1,4}"));

    private final String label;
    private final Meaning meaning;
    private final Kind kind;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> headings;

    ColumnUse(String label, Meaning meaning, Kind kind, String... headings) {
        this.label = label;
        this.meaning = meaning;
        this.kind = kind;
        this.headings = List.of(headings);
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
                .filter(use -> use.label.equals(key(label)))
                .findFirst();
    }

    /** What a column with this heading usually holds. */
    static Optional<ColumnUse> ofHeading(String heading) {
        String key = key(heading);
        String own = WHOSE.matcher(key).replaceFirst("");
        return ofKey(key)
                .or(() -> ofKey(own))
                .or(() -> partOfBirth(own.replace(" ", "")))
                .or(() -> ofKey(DATE_FORMAT.matcher(own).replaceFirst("")));
    }

    /** A day, month or year of birth, whichever word comes first. */
    private static Pattern part(String words) {
        return Pattern.compile(BIRTH + "(?:" + words + ")|(?:" + words + ")(?:of)?" + BIRTH);
    }

    private static Optional<ColumnUse> partOfBirth(String key) {
        return PARTS.entrySet().stream()
                .filter(part -> part.getValue().matcher(key).matches())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static Optional<ColumnUse> ofKey(String key) {
        return Arrays.stream(values())
                .filter(use -> use.headings.contains(key) || (use.label.equals(key) && !use.byHeading()))
                .findFirst();
    }

    /** What headings are compared by: words in small letters, whatever parts them, without what is in brackets. */
    static String key(String heading) {
        String plain = IN_BRACKETS.matcher(heading).replaceAll(" ");
        String words = HUMP.matcher(plain).replaceAll(" ").toLowerCase(Locale.ROOT);
        return NOT_WORD.matcher(words).replaceAll(" ").strip();
    }

    /** All that a command can name. */
    static String labels() {
        String all = Arrays.stream(values()).map(ColumnUse::label).collect(Collectors.joining(", "));
        int last = all.lastIndexOf(", ");
        return all.substring(0, last) + " and " + all.substring(last + 2);
    }
}
