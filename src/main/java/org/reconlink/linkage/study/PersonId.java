package org.reconlink.linkage.study;

/** A person of the conviction extract within one run; identifies them, so it never leaves the working store. */
public record PersonId(String value) implements Comparable<PersonId> {
    @Override
    public int compareTo(PersonId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return "PersonId[withheld]";
    }
}
