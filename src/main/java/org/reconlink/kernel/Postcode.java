package org.reconlink.kernel;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A valid postcode unit in canonical form, one space before the inward code: {@code L1 8JQ}. */
public record Postcode(String value) {
    /** Outward code and the first digit of the inward code: {@code L1 8}. */
    public String sector() {
        return value.substring(0, value.length() - 2);
    }

    /** Outward code: {@code L1}. */
    public String district() {
        return value.substring(0, value.length() - 4);
    }

    /** Leading letters: {@code L}. */
    public String area() {
        int letters = 0;
        while (letters < value.length() && Character.isLetter(value.charAt(letters))) {
            letters++;
        }
        return value.substring(0, letters);
    }

    @Override
    public String toString() {
        return "Postcode[withheld]";
    }

    // The machine's own of a record: the same numbers, in a tenth of the time where the first compiler's code runs.
    @Override
    public int hashCode() {
        return Objects.hashCode(value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Postcode that && Objects.equals(value, that.value);
    }
}
