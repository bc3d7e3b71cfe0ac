package org.reconlink.linkage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.reconlink.kernel.PersonDetails;

/**
 * Which identities of an extract linkage joined to persons.
 *
 * @param total how many
 * @param joins those that concern somebody who is asked for, in order of first row
 */
public record PersonJoins(long total, List<PersonJoin> joins) {
    public static final PersonJoins NONE = new PersonJoins(0, List.of());

    public PersonJoins {
        joins = List.copyOf(joins);
    }

    /** The joins of these persons only; conviction rows of all others are nobody's concern. */
    PersonJoins of(Set<PersonId> persons) {
        return new PersonJoins(
                total,
                joins.stream().filter(join -> persons.contains(join.person())).toList());
    }

    /** Finds the persons of rows again in a second reading of the extract. */
    public Finder finder() {
        Map<PersonId, PersonId> joined = new HashMap<>();
        joins.forEach(join -> joined.put(join.own(), join.person()));
        return new Finder(joined);
    }

    /** The person of a row, after joining. */
    public static final class Finder {
        private final Map<PersonId, PersonId> joined;

        private Finder(Map<PersonId, PersonId> joined) {
            this.joined = joined;
        }

        /** Equal for two rows exactly if they are one person. */
        public PersonId of(PersonDetails row) {
            PersonId own = PersonIds.of(row);
            return joined.getOrDefault(own, own);
        }
    }
}
