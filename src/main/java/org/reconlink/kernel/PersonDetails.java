package org.reconlink.kernel;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a record says about who somebody is, standardised; all that linkage may see beside conviction dates. */
public record PersonDetails(
        PersonName name,
        List<PersonName> aliases,
        @Nullable LocalDate dateOfBirth,
        @Nullable Sex sex,
        @Nullable PncId pncId,
        @Nullable CroNumber croNumber,
        @Nullable String prisonNumber,
        List<Postcode> postcodes) {
    public PersonDetails {
        aliases = List.copyOf(aliases);
        postcodes = List.copyOf(postcodes);
    }

    /** The same without the PNC id, where several people bear it. */
    public PersonDetails withoutPncId() {
        return new PersonDetails(name, aliases, dateOfBirth, sex, null, croNumber, prisonNumber, postcodes);
    }

    @Override
    public String toString() {
        return "PersonDetails[withheld]";
    }
}
