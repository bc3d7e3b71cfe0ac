package org.reconlink.kernel;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A CJS offence code in canonical upper case: seven characters ({@code TH68023}, {@code COML025}) and an optional
 * suffix: A attempt, B aiding, C conspiracy, E encouraging, I incitement.
 */
public record OffenceCode(String value) implements Comparable<OffenceCode> {
    private static final int BASE_LENGTH = 7;

    /** The code without its suffix. */
    public OffenceCode base() {
        return suffix() == null ? this : new OffenceCode(value.substring(0, BASE_LENGTH));
    }

    /** The suffix letter, or null if there is none. */
    public @Nullable Character suffix() {
        return value.length() > BASE_LENGTH ? (Character) value.charAt(BASE_LENGTH) : null;
    }

    @Override
    public int compareTo(OffenceCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    // The machine's own of a record: the same numbers, in a tenth of the time where the first compiler's code runs.
    @Override
    public int hashCode() {
        return Objects.hashCode(value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OffenceCode that && Objects.equals(value, that.value);
    }
}
