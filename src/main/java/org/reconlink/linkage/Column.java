package org.reconlink.linkage;

import java.util.Locale;
import java.util.function.Predicate;
import org.reconlink.kernel.PersonDetails;

/** A column that linkage reads, and which records have a value in it. */
enum Column {
    SURNAME(details -> details.name().surname() != null),
    FORENAME(details -> details.name().forename() != null),
    MIDDLE_NAMES(details -> details.name().middleNames() != null),
    DATE_OF_BIRTH(details -> details.dateOfBirth() != null),
    SEX(details -> details.sex() != null),
    POSTCODE(details -> !details.postcodes().isEmpty()),
    PNC_ID(details -> details.pncId() != null),
    CRO_NUMBER(details -> details.croNumber() != null),
    PRISON_NUMBER(details -> details.prisonNumber() != null);

    /** The one column that is not a detail of the record: of an identity, any conviction date of its person. */
    static final String INDEX_CONVICTION_DATE = "index conviction date";

    @SuppressWarnings("ImmutableEnumChecker") // the functions hold no state
    private final Predicate<PersonDetails> known;

    Column(Predicate<PersonDetails> known) {
        this.known = known;
    }

    boolean isKnown(PersonDetails details) {
        return known.test(details);
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
