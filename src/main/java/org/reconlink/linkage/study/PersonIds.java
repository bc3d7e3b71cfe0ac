package org.reconlink.linkage.study;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PersonName;
import org.reconlink.kernel.PncId;
import org.reconlink.kernel.Postcode;
import org.reconlink.kernel.Sha256;

/**
 * Says which person of the extract a row belongs to, from the row alone.
 *
 * <p>Rows with the same person key are one person, then those with the same valid PNC id; rows without one are a person by exact identity. Nothing else
 * is asked, so that a second reading of the extract finds the rows of linked persons again; whom linkage joined to others,
 * or kept apart though they bear one PNC id, is found through {@link PersonJoins}.
 */
public final class PersonIds {
    private PersonIds() {}

    /** The person of a row; equal for two rows exactly if they are one person. */
    public static PersonId of(PersonDetails details) {
        if (details.personKey() != null) {
            return new PersonId("key " + details.personKey());
        }
        return details.pncId() == null ? new PersonId(identity(details)) : ofPnc(details.pncId());
    }

    static PersonId ofPnc(PncId pncId) {
        return new PersonId("pnc " + pncId.value());
    }

    /** All identity fields; each with its length before it, so that no two identities read the same. */
    static String identity(PersonDetails details) {
        StringBuilder text = new StringBuilder("identity");
        append(text, details.name());
        appendCount(text, details.aliases());
        details.aliases().forEach(alias -> append(text, alias));
        append(text, details.dateOfBirth());
        append(text, details.sex());
        append(text, details.croNumber() == null ? null : details.croNumber().value());
        append(text, details.prisonNumber());
        appendCount(text, details.postcodes());
        for (Postcode postcode : details.postcodes()) {
            append(text, postcode.value());
        }
        return text.toString();
    }

    private static void appendCount(StringBuilder text, List<?> values) {
        text.append(" *").append(values.size());
    }

    private static void append(StringBuilder text, PersonName name) {
        append(text, name.surname());
        append(text, name.forename());
        append(text, name.middleNames());
    }

    private static void append(StringBuilder text, @Nullable Object value) {
        if (value == null) {
            text.append(" -");
        } else {
            String shown = value.toString();
            text.append(' ').append(shown.length()).append(':').append(shown);
        }
    }

    /** Says by content whether a record still names the person it named when a reviewer saw it. */
    public static final class IdentityHash {
        private IdentityHash() {}

        /** SHA-256 in hex over all that the record says about who somebody is; stays in the working store. */
        public static String of(PersonDetails details) {
            String pncId = details.pncId() == null ? "" : details.pncId().value();
            return Sha256.hex(PersonIds.identity(details) + "\n" + pncId);
        }
    }
}
