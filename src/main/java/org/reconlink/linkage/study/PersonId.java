package org.reconlink.linkage.study;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** A person of the conviction extract within one run; identifies them, so it never leaves the working store. */
public record PersonId(String value) implements Comparable<PersonId> {
    @Override
    public int compareTo(PersonId other) {
        return value.compareTo(other.value);
    }

    /** Tells nearly all persons apart. */
    public int hash() {
        CRC32 hash = new CRC32();
        hash.update(value.getBytes(StandardCharsets.UTF_8));
        return (int) hash.getValue();
    }

    @Override
    public String toString() {
        return "PersonId[withheld]";
    }

    // The machine's own of a record: the same numbers, in a tenth of the time where the first compiler's code runs.
    @Override
    public int hashCode() {
        return Objects.hashCode(value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PersonId that && Objects.equals(value, that.value);
    }
}
