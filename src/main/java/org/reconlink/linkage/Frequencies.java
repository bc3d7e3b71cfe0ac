package org.reconlink.linkage;

import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.PersonName;
import org.reconlink.kernel.Postcode;

/**
 * How common surnames, forenames and postcode units are among the persons of an extract.
 *
 * <p>Bits are log2(mean / frequency): frequency is the share of persons with the value among those who have any, mean
 * the probability that two persons drawn at random share a value. A person counts once for each value of its identities.
 */
final class Frequencies {
    private final Term surnames = new Term();
    private final Term forenames = new Term();
    private final Term postcodes = new Term();

    static Frequencies of(Extract extract) {
        Frequencies frequencies = new Frequencies();
        Set<Object> surnames = new HashSet<>();
        Set<Object> forenames = new HashSet<>();
        Set<Object> postcodes = new HashSet<>();
        for (int person = 0; person < extract.persons(); person++) {
            for (int i = extract.firstIdentity(person); i < extract.endOfIdentities(person); i++) {
                addName(extract.details(i).name(), surnames, forenames);
                extract.details(i).aliases().forEach(alias -> addName(alias, surnames, forenames));
                postcodes.addAll(extract.details(i).postcodes());
            }
            frequencies.surnames.count(surnames);
            frequencies.forenames.count(forenames);
            frequencies.postcodes.count(postcodes);
        }
        return frequencies;
    }

    double surnameBits(PersonName name) {
        return surnames.bits(name.surname());
    }

    double forenameBits(PersonName name) {
        return forenames.bits(name.forename());
    }

    double postcodeBits(Postcode postcode) {
        return postcodes.bits(postcode);
    }

    private static void addName(PersonName name, Set<Object> surnames, Set<Object> forenames) {
        if (name.surname() != null) {
            surnames.add(name.surname());
        }
        if (name.forename() != null) {
            forenames.add(name.forename());
        }
    }

    /** Counts of one kind of value; whole numbers, so that the order of counting cannot matter. */
    private static final class Term {
        private final Object2IntOpenHashMap<Object> persons = new Object2IntOpenHashMap<>();
        private long personsWithAny;
        private long sumOfSquares;

        /** Counts the values of one person and empties the set. */
        void count(Set<Object> ofPerson) {
            if (!ofPerson.isEmpty()) {
                personsWithAny++;
            }
            for (Object value : ofPerson) {
                long before = persons.addTo(value, 1);
                sumOfSquares += 2 * before + 1;
            }
            ofPerson.clear();
        }

        double bits(@Nullable Object value) {
            int count = value == null ? 0 : persons.getInt(value);
            return count == 0 ? 0 : log2((double) sumOfSquares / personsWithAny / count);
        }
    }

    private static double log2(double x) {
        return Math.log(x) / Math.log(2);
    }
}
