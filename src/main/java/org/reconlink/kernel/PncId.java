package org.reconlink.kernel;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A valid Police National Computer identifier in canonical form {@code YYYY/NNNNNNNL}. */
public record PncId(String value) {
    @Override
    public String toString() {
        return "PncId[withheld]";
    }

    // The machine's own of a record: the same numbers, in a tenth of the time where the first compiler's code runs.
    @Override
    public int hashCode() {
        return Objects.hashCode(value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PncId that && Objects.equals(value, that.value);
    }
}
