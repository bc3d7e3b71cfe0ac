package org.reconlink.linkage.study;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PncId;
import org.reconlink.kernel.RecordId;

/**
 * The identities of an extract grouped by person, in an order that only their content decides: identities by first
 * row, persons by their first identity.
 */
final class Extract {
    private final PersonDetails[] details;
    private final RecordId[] firstSource;
    /** Identities of person p: from {@code start[p]} up to but not including {@code start[p + 1]}. */
    private final int[] start;

    private final int[][] convictionDays;

    /** Persons of several identities that are not called by the first of them. */
    private final Map<Integer, PersonId> names;

    /** By identity, the PNC id that it bears in the extract and that is no part of it, as several people bear it. */
    private final Map<Integer, PncId> leftOut;

    private Extract(
            PersonDetails[] details,
            RecordId[] firstSource,
            int[] start,
            int[][] convictionDays,
            Map<Integer, PersonId> names,
            Map<Integer, PncId> leftOut) {
        this.details = details;
        this.firstSource = firstSource;
        this.start = start;
        this.convictionDays = convictionDays;
        this.names = Map.copyOf(names);
        this.leftOut = Map.copyOf(leftOut);
    }

    /**
     * Puts identities in order.
     *
     * @param person of each identity, from 0 and without gaps
     * @param convictionDays of each identity; its person has those of all
     */
    static Extract of(
            List<PersonDetails> details,
            List<RecordId> firstSource,
            IntArrayList person,
            List<int[]> convictionDays,
            Map<Integer, PncId> leftOut) {
        int[] byRow = byFirstRow(details, firstSource);
        int persons = person.intStream().max().orElse(-1) + 1;
        int[] rank = new int[persons];
        Arrays.fill(rank, -1);
        int[] size = new int[persons + 1];
        int[][] days = new int[persons][];
        int ranked = 0;
        for (int identity : byRow) {
            int owner = person.getInt(identity);
            if (rank[owner] < 0) {
                rank[owner] = ranked++;
            }
            int at = rank[owner];
            days[at] = days[at] == null ? convictionDays.get(identity) : union(days[at], convictionDays.get(identity));
            size[rank[owner] + 1]++;
        }
        Arrays.parallelPrefix(size, Integer::sum);
        int[] next = size.clone();
        PersonDetails[] grouped = new PersonDetails[details.size()];
        RecordId[] sources = new RecordId[details.size()];
        Map<Integer, PncId> without = new HashMap<>();
        for (int identity : byRow) {
            int at = next[rank[person.getInt(identity)]]++;
            grouped[at] = details.get(identity);
            sources[at] = firstSource.get(identity);
            if (leftOut.containsKey(identity)) {
                without.put(at, leftOut.get(identity));
            }
        }
        return new Extract(grouped, sources, size, days, Map.of(), without);
    }

    private static int[] union(int[] one, int[] other) {
        int[] both = new int[one.length + other.length];
        int length = 0;
        int i = 0;
        int j = 0;
        while (i < one.length || j < other.length) {
            int next = j == other.length || (i < one.length && one[i] <= other[j]) ? one[i] : other[j];
            i += i < one.length && one[i] == next ? 1 : 0;
            j += j < other.length && other[j] == next ? 1 : 0;
            both[length++] = next;
        }
        return length == both.length ? both : Arrays.copyOf(both, length);
    }

    private static int[] byFirstRow(List<PersonDetails> details, List<RecordId> firstSource) {
        int[] order = new int[details.size()];
        Arrays.setAll(order, i -> i);
        IntArrays.mergeSort(order, (a, b) -> {
            int byRow = firstSource.get(a).compareTo(firstSource.get(b));
            return byRow != 0 ? byRow : IdentityOrder.compare(details.get(a), details.get(b));
        });
        return order;
    }

    int persons() {
        return convictionDays.length;
    }

    int identities() {
        return details.length;
    }

    int firstIdentity(int person) {
        return start[person];
    }

    int endOfIdentities(int person) {
        return start[person + 1];
    }

    PersonDetails details(int identity) {
        return details[identity];
    }

    RecordId firstSource(int identity) {
        return firstSource[identity];
    }

    /** Epoch days, ascending. */
    int[] convictionDays(int person) {
        return convictionDays[person];
    }

    boolean hasConvictions(int person) {
        return convictionDays[person].length > 0;
    }

    PersonId personId(int person) {
        PersonId name = names.get(person);
        return name == null ? PersonIds.of(details[start[person]]) : name;
    }

    /** Where the identities are that bear a PNC id which is no part of them. */
    Map<Integer, PncId> leftOut() {
        return leftOut;
    }

    /** The same, to find their rows again. */
    List<PersonJoins.Apart> apart() {
        int[] personOf = personOfIdentity();
        return new TreeMap<>(leftOut)
                .entrySet().stream()
                        .map(one -> new PersonJoins.Apart(
                                one.getValue(), PersonIds.of(details[one.getKey()]), personId(personOf[one.getKey()])))
                        .toList();
    }

    int[] personOfIdentity() {
        int[] person = new int[details.length];
        for (int p = 0; p < persons(); p++) {
            Arrays.fill(person, start[p], start[p + 1], p);
        }
        return person;
    }

    /** An extract, and by the place of each identity in the one that it comes from, its place in it. */
    @SuppressWarnings("ArrayRecordComponent") // numbers to read; never compared or changed
    record Regrouped(Extract extract, int[] placeOf) {}

    /**
     * The same identities with some persons put together.
     *
     * @param group the least person of each person's group
     * @param namesOfGroups what groups are called, by their least person
     */
    Regrouped joined(int[] group, Map<Integer, PersonId> namesOfGroups) {
        int[] sizes = new int[group.length];
        for (int of : group) {
            sizes[of]++;
        }
        // Nearly all are alone, and stay as they are: a list for each of a million would be most of the work.
        Map<Integer, IntArrayList> members = new HashMap<>();
        for (int person = 0; person < group.length; person++) {
            if (sizes[group[person]] > 1) {
                members.computeIfAbsent(group[person], of -> new IntArrayList()).add(person);
            }
        }
        PersonDetails[] grouped = new PersonDetails[details.length];
        RecordId[] sources = new RecordId[details.length];
        IntArrayList starts = IntArrayList.of(0);
        List<int[]> days = new ArrayList<>();
        Map<Integer, PersonId> renamed = new HashMap<>();
        int[] placeOf = new int[details.length];
        Map<Integer, PncId> without = new HashMap<>();
        int at = 0;
        for (int person = 0; person < group.length; person++) {
            if (sizes[person] > 0) {
                IntArrayList together = members.get(person);
                int[] identities = together == null ? null : identities(together);
                int count = identities == null ? start[person + 1] - start[person] : identities.length;
                for (int i = 0; i < count; i++) {
                    int identity = identities == null ? start[person] + i : identities[i];
                    placeOf[identity] = at;
                    if (leftOut.containsKey(identity)) {
                        without.put(at, leftOut.get(identity));
                    }
                    grouped[at] = details[identity];
                    sources[at++] = firstSource[identity];
                }
                if (namesOfGroups.containsKey(person)) {
                    renamed.put(days.size(), namesOfGroups.get(person));
                }
                days.add(together == null ? convictionDays[person] : daysOf(together));
                starts.add(at);
            }
        }
        return new Regrouped(
                new Extract(grouped, sources, starts.toIntArray(), days.toArray(int[][]::new), renamed, without),
                placeOf);
    }

    private int[] daysOf(IntArrayList persons) {
        return persons.intStream()
                .flatMap(person -> Arrays.stream(convictionDays[person]))
                .sorted()
                .distinct()
                .toArray();
    }

    /** Of some persons, in order of first row. */
    private int[] identities(IntArrayList persons) {
        IntArrayList identities = new IntArrayList();
        persons.forEach(person -> {
            for (int i = start[person]; i < start[person + 1]; i++) {
                identities.add(i);
            }
        });
        int[] order = identities.toIntArray();
        IntArrays.mergeSort(order, (a, b) -> {
            int byRow = firstSource[a].compareTo(firstSource[b]);
            return byRow != 0 ? byRow : IdentityOrder.compare(details[a], details[b]);
        });
        return order;
    }

    /** One of a person's identities, with the conviction dates that all of them share. */
    Subject subject(int person, int identity) {
        return Subject.of(details[identity], convictionDates(person));
    }

    private List<LocalDate> convictionDates(int person) {
        List<LocalDate> dates = new ArrayList<>(convictionDays[person].length);
        for (int day : convictionDays[person]) {
            dates.add(LocalDate.ofEpochDay(day));
        }
        return dates;
    }

    /** Orders identities that one row names, which happens only where a row has aliases of its own. */
    static final class IdentityOrder {
        private IdentityOrder() {}

        static int compare(PersonDetails left, PersonDetails right) {
            int byIdentity = withoutPnc(left).compareTo(withoutPnc(right));
            return byIdentity != 0 ? byIdentity : pnc(left.pncId()).compareTo(pnc(right.pncId()));
        }

        private static PersonId withoutPnc(PersonDetails details) {
            return PersonIds.of(new PersonDetails(
                    details.name(),
                    details.aliases(),
                    details.dateOfBirth(),
                    details.sex(),
                    null,
                    details.croNumber(),
                    details.prisonNumber(),
                    details.postcodes()));
        }

        private static String pnc(@Nullable PncId pncId) {
            return pncId == null ? "" : pncId.value();
        }
    }
}
