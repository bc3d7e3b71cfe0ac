package org.reconlink.kernel;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a record says about who somebody is, standardised; all that linkage may see beside conviction dates.
 *
 * @param personKey an id that the files share already, where people are linked by it; else null
 */
public record PersonDetails(
        PersonName name,
        List<PersonName> aliases,
        @Nullable LocalDate dateOfBirth,
        @Nullable Sex sex,
        @Nullable PncId pncId,
        @Nullable CroNumber croNumber,
        @Nullable String prisonNumber,
        List<Postcode> postcodes,
        @Nullable String personKey) {
    public PersonDetails {
        aliases = List.copyOf(aliases);
        postcodes = List.copyOf(postcodes);
    }

    /** Without a key that the files share. */
    public PersonDetails(
            PersonName name,
            List<PersonName> aliases,
            @Nullable LocalDate dateOfBirth,
            @Nullable Sex sex,
            @Nullable PncId pncId,
            @Nullable CroNumber croNumber,
            @Nullable String prisonNumber,
            List<Postcode> postcodes) {
        this(name, aliases, dateOfBirth, sex, pncId, croNumber, prisonNumber, postcodes, null);
    }

    /** The same without the PNC id, where several people bear it. */
    public PersonDetails withoutPncId() {
        return new PersonDetails(name, aliases, dateOfBirth, sex, null, croNumber, prisonNumber, postcodes, personKey);
    }

    @Override
    public String toString() {
        return "PersonDetails[withheld]";
    }
}
