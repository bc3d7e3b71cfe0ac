package org.reconlink.kernel;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A time in custody: from {@code start} up to but not including {@code end}, the day of release.
 *
 * @param person who, by the one key the sheet has
 * @param end null while it lasts
 * @param kind the kind of a recall ({@code fixed term}, {@code standard}, {@code HDC}); null for other types
 */
public record CustodySpell(
        RecordId source,
        PersonKey person,
        LocalDate start,
        @Nullable LocalDate end,
        Type type,
        @Nullable String kind,
        @Nullable String reason) {

    /** Why somebody is in custody. */
    public enum Type {
        SENTENCE,
        REMAND,
        RECALL,
        HOSPITAL,
        /** Held otherwise: civil, immigration, extradition, police cells. */
        OTHER,
        /** A word that nothing understands: in custody, and it may be a recall. */
        UNKNOWN
    }

    /** Exactly one of the four is not null. */
    public record PersonKey(
            @Nullable ParticipantId participantId,
            @Nullable String prisonNumber,
            @Nullable PncId pncId,
            @Nullable String personKey) {
        /** By a number that is no key of all files. */
        public PersonKey(@Nullable ParticipantId participantId, @Nullable String prisonNumber, @Nullable PncId pncId) {
            this(participantId, prisonNumber, pncId, null);
        }

        @Override
        public String toString() {
            return "PersonKey[withheld]";
        }

        // The machine's own of a record: the same numbers, in a tenth of the time where the first compiler's code runs.
        @Override
        public int hashCode() {
            int hash = Objects.hashCode(participantId);
            hash = 31 * hash + Objects.hashCode(prisonNumber);
            hash = 31 * hash + Objects.hashCode(pncId);
            return 31 * hash + Objects.hashCode(personKey);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof PersonKey that
                    && Objects.equals(participantId, that.participantId)
                    && Objects.equals(prisonNumber, that.prisonNumber)
                    && Objects.equals(pncId, that.pncId)
                    && Objects.equals(personKey, that.personKey);
        }
    }
}
