package org.reconlink.kernel;

import java.util.Comparator;

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
}
