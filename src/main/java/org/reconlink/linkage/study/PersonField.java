package org.reconlink.linkage.study;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.EnumWords;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PersonName;
import org.reconlink.kernel.Postcode;
import org.reconlink.linkage.comparison.Meaning;
import org.reconlink.linkage.record.ColumnKind;

/** A detail that says who somebody is, and how the engine packs it. */
enum PersonField {
    SURNAME(ColumnKind.NAME, Meaning.SURNAME, details -> details.name().surname() != null),
    FORENAME(ColumnKind.NAME, Meaning.FORENAME, details -> details.name().forename() != null),
    MIDDLE_NAMES(ColumnKind.NAME, Meaning.TEXT, details -> details.name().middleNames() != null),
    DATE_OF_BIRTH(ColumnKind.DATE, Meaning.DATE_OF_BIRTH, details -> details.dateOfBirth() != null),
    SEX(ColumnKind.CATEGORY, Meaning.SEX, details -> details.sex() != null),
    POSTCODE(
            ColumnKind.POSTCODE,
            Meaning.POSTCODE,
            details -> !details.postcodes().isEmpty()),
    PNC_ID(ColumnKind.ID, Meaning.IDENTIFIER, details -> details.pncId() != null),
    CRO_NUMBER(ColumnKind.ID, Meaning.IDENTIFIER, details -> details.croNumber() != null),
    PRISON_NUMBER(ColumnKind.ID, Meaning.IDENTIFIER, details -> details.prisonNumber() != null);

    /** Of a participant, the day that is looked for; it is no detail of the record itself. */
    static final String INDEX_CONVICTION_DATE = "index conviction date";

    private final ColumnKind kind;
    private final Meaning meaning;

    @SuppressWarnings("ImmutableEnumChecker") // the functions hold no state
    private final Predicate<PersonDetails> known;

    PersonField(ColumnKind kind, Meaning meaning, Predicate<PersonDetails> known) {
        this.kind = kind;
        this.meaning = meaning;
        this.known = known;
    }

    ColumnKind kind() {
        return kind;
    }

    Meaning meaning() {
        return meaning;
    }

    boolean isKnown(PersonDetails details) {
        return known.test(details);
    }

    /** The name that a protocol writes: {@code date of birth}. */
    String label() {
        return EnumWords.of(this);
    }

    /**
     * The value as text, or null if it is missing.
     *
     * @param name one of the record's
     * @param postcode one of the record's
     */
    @Nullable
    String text(PersonDetails details, @Nullable PersonName name, @Nullable Postcode postcode) {
        Object value = switch (this) {
            case SURNAME -> name == null ? null : name.surname();
            case FORENAME -> name == null ? null : name.forename();
            case MIDDLE_NAMES -> name == null ? null : name.middleNames();
            case DATE_OF_BIRTH -> details.dateOfBirth();
            case SEX -> details.sex();
            case POSTCODE -> postcode == null ? null : postcode.value();
            case PNC_ID -> details.pncId() == null ? null : details.pncId().value();
            case CRO_NUMBER ->
                details.croNumber() == null ? null : details.croNumber().value();
            case PRISON_NUMBER -> details.prisonNumber();
        };
        return value == null ? null : value.toString();
    }

    /** The field with this label, or null. */
    static @Nullable PersonField labelled(String label) {
        for (PersonField field : values()) {
            if (field.label().equals(label)) {
                return field;
            }
        }
        return null;
    }
}
