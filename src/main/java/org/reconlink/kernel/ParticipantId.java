package org.reconlink.kernel;

/** The study's own number for a participant; never leaves the working store, where outputs carry a pseudonym. */
public record ParticipantId(String value) implements Comparable<ParticipantId> {
    @Override
    public int compareTo(ParticipantId other) {
        return value.compareTo(other.value);
    }
}
