package org.reconlink.kernel;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The study's own number for a participant; never leaves the working store, where outputs carry a pseudonym. */
public record ParticipantId(String value) implements Comparable<ParticipantId> {
    @Override
    public int compareTo(ParticipantId other) {
        return value.compareTo(other.value);
    }

    // The machine's own of a record: the same numbers, in a tenth of the time where the first compiler's code runs.
    @Override
    public int hashCode() {
        return Objects.hashCode(value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ParticipantId that && Objects.equals(value, that.value);
    }
}
