package org.reconlink.linkage;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.linkage.PersonJoiner.Edge;
import org.reconlink.linkage.PersonJoiner.Joined;

/**
 * Groups of persons of an extract that become one, and what forbids it: two PNC ids, CRO numbers that differ, a twin on
 * the other side, or two numberless identities that contradict one another.
 */
final class JoinGroups {
    /** Pairs of identities beyond which a group is no person any more. */
    private static final int MOST_PAIRS = 10_000;

    private final Extract extract;
    private final int[] personOf;
    private final int[] group;
    private final TreeMap<Integer, IntArrayList> members = new TreeMap<>();
    private final List<Edge> used = new ArrayList<>();

    JoinGroups(Extract extract) {
        this.extract = extract;
        this.personOf = extract.personOfIdentity();
        this.group = new int[extract.persons()];
        for (int person = 0; person < group.length; person++) {
            group[person] = person;
        }
    }

    void join(Edge edge) {
        int one = group[personOf[edge.one()]];
        int other = group[personOf[edge.other()]];
        if (one == other) {
            return;
        }
        IntArrayList ones = identities(one);
        IntArrayList others = identities(other);
        if (allows(ones, others)) {
            int kept = Math.min(one, other);
            IntArrayList all = new IntArrayList(ones);
            all.addAll(others);
            all.forEach(identity -> group[personOf[identity]] = kept);
            members.remove(Math.max(one, other));
            members.put(kept, all);
            used.add(edge);
        }
    }

    private IntArrayList identities(int person) {
        IntArrayList known = members.get(person);
        if (known == null) {
            known = new IntArrayList();
            for (int i = extract.firstIdentity(person); i < extract.endOfIdentities(person); i++) {
                known.add(i);
            }
        }
        return known;
    }

    private boolean allows(IntArrayList ones, IntArrayList others) {
        if ((long) ones.size() * others.size() > MOST_PAIRS
                || differ(ones, others, PersonDetails::pncId)
                || differ(ones, others, PersonDetails::croNumber)) {
            return false;
        }
        for (int one : ones) {
            Subject left = Subject.of(extract.details(one), List.of());
            for (int other : others) {
                if (contradict(left, other, !extract.hasPnc(one) && !extract.hasPnc(other))) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean contradict(Subject left, int other, boolean numberless) {
        Objection objection = Objection.to(left, Subject.of(extract.details(other), List.of()));
        return objection == Objection.TWIN || (numberless && objection != null);
    }

    private boolean differ(IntArrayList ones, IntArrayList others, Function<PersonDetails, @Nullable Object> value) {
        Set<Object> left = values(ones, value);
        Set<Object> right = values(others, value);
        return !left.isEmpty() && !right.isEmpty() && !left.containsAll(right) && !right.containsAll(left);
    }

    private Set<Object> values(IntArrayList identities, Function<PersonDetails, @Nullable Object> value) {
        Set<Object> values = new HashSet<>();
        for (int identity : identities) {
            Object known = value.apply(extract.details(identity));
            if (known != null) {
                values.add(known);
            }
        }
        return values;
    }

    /** The extract with each group as one person, called by its PNC id or else by the first of its identities' names. */
    Joined joined() {
        List<PersonJoin> joins = new ArrayList<>();
        TreeMap<Integer, PersonId> names = new TreeMap<>();
        members.forEach((kept, identities) -> names.put(kept, name(identities)));
        for (Edge edge : used) {
            PersonId person = names.get(group[personOf[edge.one()]]);
            addJoin(edge.one(), edge.other(), edge, person, joins);
            addJoin(edge.other(), edge.one(), edge, person, joins);
        }
        return new Joined(extract.joined(group, names), new PersonJoins(count(), distinct(joins)));
    }

    private PersonId name(IntArrayList identities) {
        return identities
                .intStream()
                .boxed()
                .min(Comparator.<Integer, Boolean>comparing(identity -> !extract.hasPnc(identity))
                        .thenComparing(identity -> PersonIds.of(extract.details(identity))))
                .map(identity -> PersonIds.of(extract.details(identity)))
                .orElseThrow();
    }

    private void addJoin(int identity, int with, Edge edge, @Nullable PersonId person, List<PersonJoin> joins) {
        PersonId own = PersonIds.of(extract.details(identity));
        if (person != null && !own.equals(person)) {
            joins.add(new PersonJoin(
                    own,
                    person,
                    extract.firstSource(identity),
                    extract.firstSource(with),
                    edge.weight(),
                    edge.probability()));
        }
    }

    /** One a joined identity: the first, which is the most probable. */
    private static List<PersonJoin> distinct(List<PersonJoin> joins) {
        return joins.stream()
                .collect(Collectors.toMap(PersonJoin::own, join -> join, (first, later) -> first))
                .values()
                .stream()
                .sorted(Comparator.comparing(PersonJoin::source).thenComparing(PersonJoin::own))
                .toList();
    }

    private long count() {
        return used.size();
    }
}
