package org.reconlink.kernel;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** A Home Office offence code, class and subclass: {@code 8/06} is class 8, subclass 6. */
public record HomeOfficeCode(int offenceClass, int subclass) implements Comparable<HomeOfficeCode> {
    private static final Comparator<HomeOfficeCode> ORDER =
            Comparator.comparingInt(HomeOfficeCode::offenceClass).thenComparingInt(HomeOfficeCode::subclass);

    @Override
    public int compareTo(HomeOfficeCode other) {
        return ORDER.compare(this, other);
    }

    /** The form that publications use: class, slash, two-digit subclass. */
    @Override
    public String toString() {
        return offenceClass + "/" + (subclass < 10 ? "0" : "") + subclass;
    }

    // The machine's own of a record: the same numbers, in a tenth of the time where the first compiler's code runs.
    @Override
    public int hashCode() {
        int hash = Integer.hashCode(offenceClass);
        return 31 * hash + Integer.hashCode(subclass);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HomeOfficeCode that && offenceClass == that.offenceClass && subclass == that.subclass;
    }
}
