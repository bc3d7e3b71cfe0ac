package org.reconlink.linkage.study;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PncId;
import org.reconlink.kernel.RecordId;

/**
 * Which identities of an extract linkage joined to persons, and which it kept apart though they bear one PNC id.
 *
 * @param total how many were joined
 * @param joins those that concern somebody who is asked for, in order of first row
 * @param apart the same of identities whose PNC id is no part of them, as several people bear it
 */
public record PersonJoins(long total, List<PersonJoin> joins, List<Apart> apart) {
    public static final PersonJoins NONE = new PersonJoins(0, List.of(), List.of());

    public PersonJoins {
        joins = List.copyOf(joins);
        apart = apart == null ? List.of() : List.copyOf(apart); // a run stored before they were kept apart has none
    }

    /**
     * An identity that the PNC id of its rows says nothing about.
     *
     * @param own the person that it is by itself without the PNC id
     * @param person the person that it belongs to
     */
    public record Apart(PncId pncId, PersonId own, PersonId person) {
        /** The person that its rows would be by their PNC id. */
        public PersonId byPncId() {
            return PersonIds.ofPnc(pncId);
        }
    }

    /** The joins of these persons only; conviction rows of all others are nobody's concern. */
    PersonJoins of(Set<PersonId> persons) {
        return new PersonJoins(
                total,
                joins.stream().filter(join -> persons.contains(join.person())).toList(),
                apart.stream()
                        .filter(one -> persons.contains(one.person()) || persons.contains(one.byPncId()))
                        .toList());
    }

    /** Finds the persons of rows again in a second reading of the extract. */
    public Finder finder() {
        Map<PersonId, PersonId> joined = new HashMap<>();
        joins.forEach(join -> joined.put(join.own(), join.person()));
        Map<PncId, Set<PersonId>> without = new HashMap<>();
        apart.forEach(one -> {
            joined.put(one.own(), one.person());
            without.computeIfAbsent(one.pncId(), id -> new HashSet<>()).add(one.own());
        });
        return new Finder(joined, without);
    }

    /** The person of a row, after joining. */
    public static final class Finder {
        private final Map<PersonId, PersonId> joined;
        private final Map<PncId, Set<PersonId>> apart;

        private Finder(Map<PersonId, PersonId> joined, Map<PncId, Set<PersonId>> apart) {
            this.joined = joined;
            this.apart = apart;
        }

        /** Equal for two rows exactly if they are one person. */
        public PersonId of(PersonDetails row) {
            PersonId own = own(row);
            return joined.getOrDefault(own, own);
        }

        private PersonId own(PersonDetails row) {
            PncId pncId = row.pncId();
            Set<PersonId> others = pncId == null ? null : apart.get(pncId);
            if (others != null) {
                PersonId without = PersonIds.of(row.withoutPncId());
                return others.contains(without) ? without : PersonIds.of(row);
            }
            return PersonIds.of(row);
        }
    }

    /**
     * An identity without a PNC id that linkage joined to others as one person.
     *
     * @param own the person that the identity is by itself
     * @param person the person that it belongs to
     * @param source first row of the identity
     * @param with first row of the identity that it agrees with
     * @param weight bits of evidence that the two are one person
     * @param probability that they are
     */
    public record PersonJoin(
            PersonId own, PersonId person, RecordId source, RecordId with, double weight, double probability) {}
}
