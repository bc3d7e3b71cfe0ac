package org.reconlink.kernel;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A valid Criminal Records Office number in canonical form {@code NNNNNN/YYL} or {@code SFYY/NL}. */
public record CroNumber(String value) {
    @Override
    public String toString() {
        return "CroNumber[withheld]";
    }

    // The machine's own of a record: the same numbers, in a tenth of the time where the first compiler's code runs.
    @Override
    public int hashCode() {
        return Objects.hashCode(value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CroNumber that && Objects.equals(value, that.value);
    }
}
