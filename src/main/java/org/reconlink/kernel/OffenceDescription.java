package org.reconlink.kernel;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a record names an offence: by CJS code, Home Office code, title, or several of them. */
public record OffenceDescription(
        @Nullable OffenceCode cjsCode,
        @Nullable HomeOfficeCode homeOfficeCode,
        @Nullable String title) {
    // The machine's own of a record: the same numbers, in a tenth of the time where the first compiler's code runs.
    @Override
    public int hashCode() {
        int hash = Objects.hashCode(cjsCode);
        hash = 31 * hash + Objects.hashCode(homeOfficeCode);
        return 31 * hash + Objects.hashCode(title);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OffenceDescription that
                && Objects.equals(cjsCode, that.cjsCode)
                && Objects.equals(homeOfficeCode, that.homeOfficeCode)
                && Objects.equals(title, that.title);
    }
}
