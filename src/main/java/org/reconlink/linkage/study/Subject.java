package org.reconlink.linkage.study;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PersonName;

/**
 * One side of a pair, as comparisons and blocking rules see it.
 *
 * @param names every name that says something, the main one first
 * @param dates of a participant: the index conviction date, if known; of an identity: the conviction dates of its person
 */
record Subject(PersonDetails details, List<Name> names, List<LocalDate> dates) {

    /** A name and whether it is an alias. */
    record Name(PersonName name, boolean alias) {}

    static Subject of(PersonDetails details, List<LocalDate> dates) {
        List<Name> names = new ArrayList<>(1 + details.aliases().size());
        add(names, details.name(), false);
        details.aliases().forEach(alias -> add(names, alias, true));
        return new Subject(details, names, dates);
    }

    private static void add(List<Name> names, PersonName name, boolean alias) {
        if (name.surname() != null || name.forename() != null) {
            names.add(new Name(name, alias));
        }
    }

    /** Keeps names and dates out of messages. */
    @Override
    public String toString() {
        return "Subject[withheld]";
    }
}
