package org.reconlink.linkage.study;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntList;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.RecordId;
import org.reconlink.linkage.study.Extract.IdentityOrder;

/**
 * An identifier that several people of an extract bear: their identities agree neither in name nor in date of birth. One person
 * who has most of the identities keeps such a PNC id; of all others it is no part.
 *
 * @param by what they bear, in words
 * @param id a PNC id, CRO number or person key
 * @param people the identities of each, in order of their first rows
 */
record SharedIdentifiers(String by, Object id, List<IntList> people) {
    static final String PNC_ID = "PNC id";
    static final String CRO_NUMBER = "CRO number";
    static final String PERSON_KEY = "person key";

    /** Identities of one id beyond which those are compared only that agree in a whole name or date of birth. */
    private static final int MANY = 1_000;

    SharedIdentifiers {
        people = List.copyOf(people);
    }

    /**
     * The CRO numbers among identities that are. Whose they are is for linkage to weigh, which never joins by them alone.
     *
     * @param person of each identity
     */
    static List<SharedIdentifiers> croNumbers(
            List<PersonDetails> details, List<RecordId> firstSource, IntArrayList person) {
        Map<Object, Integer> number = new HashMap<>();
        IntArrayList owner = new IntArrayList(details.size());
        int[] next = {details.size()};
        for (int identity = 0; identity < details.size(); identity++) {
            Object cro = details.get(identity).croNumber();
            owner.add(cro == null ? next[0]++ : (int) number.computeIfAbsent(cro, c -> number.size()));
        }
        return among(CRO_NUMBER, PersonDetails::croNumber, details, firstSource, owner);
    }

    /**
     * The PNC ids among identities that are grouped by them.
     *
     * @param person of each identity
     */
    static List<SharedIdentifiers> among(List<PersonDetails> details, List<RecordId> firstSource, IntArrayList person) {
        return among(PNC_ID, row -> row.personKey() == null ? row.pncId() : null, details, firstSource, person);
    }

    /** The person keys among identities that are grouped by them. */
    static List<SharedIdentifiers> keys(List<PersonDetails> details, List<RecordId> firstSource, IntArrayList person) {
        return among(PERSON_KEY, PersonDetails::personKey, details, firstSource, person);
    }

    /**
     * First rows of the different values that the rows of a person key have of something of which a person has one.
     *
     * @param of what it is, in words
     */
    record Contradiction(String of, List<RecordId> firstRows) {
        Contradiction {
            firstRows = List.copyOf(firstRows);
        }
    }

    /**
     * Where rows of one person key, which may have no names, are of both sexes or were born on days that are quite different.
     *
     * @param leftOut keys of several people, of which that is said already
     */
    static List<Contradiction> ofKeys(List<PersonDetails> details, List<RecordId> firstSource, Set<Object> leftOut) {
        Map<String, IntArrayList> ofKey = new TreeMap<>();
        for (int identity = 0; identity < details.size(); identity++) {
            String key = details.get(identity).personKey();
            if (key != null && !leftOut.contains(key)) {
                ofKey.computeIfAbsent(key, k -> new IntArrayList()).add(identity);
            }
        }
        List<Contradiction> all = new ArrayList<>();
        for (IntArrayList identities : ofKey.values()) {
            if (identities.size() > 1) {
                identities.sort((one, other) -> firstSource.get(one).compareTo(firstSource.get(other)));
                contradiction("sexes", PersonDetails::sex, (one, other) -> true, identities, details, firstSource, all);
                contradiction(
                        "dates of birth",
                        PersonDetails::dateOfBirth,
                        Slips::quiteAnother,
                        identities,
                        details,
                        firstSource,
                        all);
            }
        }
        all.sort(Comparator.comparing(contradiction -> contradiction.firstRows.get(0)));
        return all;
    }

    private static <V> void contradiction(
            String of,
            Function<PersonDetails, @Nullable V> value,
            BiPredicate<V, V> contradict,
            IntList identities,
            List<PersonDetails> details,
            List<RecordId> firstSource,
            List<Contradiction> all) {
        Map<V, RecordId> first = new LinkedHashMap<>();
        for (int identity : identities) {
            V known = value.apply(details.get(identity));
            if (known != null
                    && first.keySet().stream()
                            .noneMatch(other -> known.equals(other) || !contradict.test(known, other))) {
                first.put(known, firstSource.get(identity));
            }
        }
        if (first.size() > 1) {
            all.add(new Contradiction(of, List.copyOf(first.values())));
        }
    }

    private static List<SharedIdentifiers> among(
            String by,
            Function<PersonDetails, @Nullable Object> identifier,
            List<PersonDetails> details,
            List<RecordId> firstSource,
            IntArrayList person) {
        Map<Integer, IntArrayList> ofPerson = new TreeMap<>();
        int[] size = new int[2 * details.size()];
        for (int identity = 0; identity < details.size(); identity++) {
            size[person.getInt(identity)]++;
        }
        for (int identity = 0; identity < details.size(); identity++) {
            if (size[person.getInt(identity)] > 1 && identifier.apply(details.get(identity)) != null) {
                ofPerson.computeIfAbsent(person.getInt(identity), p -> new IntArrayList())
                        .add(identity);
            }
        }
        Comparator<Integer> byRow = Comparator.<Integer, RecordId>comparing(firstSource::get)
                .thenComparing((one, other) -> IdentityOrder.compare(details.get(one), details.get(other)));
        List<SharedIdentifiers> shared = new ArrayList<>();
        for (IntArrayList identities : ofPerson.values()) {
            if (agreeAtOnce(identities, details)) {
                continue;
            }
            identities.sort(byRow::compare);
            List<IntList> people = people(
                            identities.intStream().mapToObj(details::get).toList())
                    .stream()
                    .map(places -> (IntList) new IntArrayList(
                            places.intStream().map(identities::getInt).toArray()))
                    .toList();
            Object id = identifier.apply(details.get(identities.getInt(0)));
            if (people.size() > 1 && id != null) {
                shared.add(new SharedIdentifiers(by, id, people));
            }
        }
        shared.sort(
                Comparator.comparing(one -> firstSource.get(one.people.get(0).getInt(0))));
        return shared;
    }

    /** One date of birth, or one name in full, as nearly all identities of an id have: they are one person's. */
    private static boolean agreeAtOnce(IntList identities, List<PersonDetails> details) {
        PersonDetails first = details.get(identities.getInt(0));
        LocalDate born = first.dateOfBirth();
        String surname = first.name().surname();
        String forename = first.name().forename();
        boolean sameBirth = born != null;
        boolean sameName = surname != null && forename != null;
        for (int i = 1; i < identities.size() && (sameBirth || sameName); i++) {
            PersonDetails other = details.get(identities.getInt(i));
            sameBirth = sameBirth && Objects.equals(born, other.dateOfBirth());
            sameName = sameName
                    && Objects.equals(surname, other.name().surname())
                    && Objects.equals(forename, other.name().forename());
        }
        return sameBirth || sameName;
    }

    /** Whether the person keeps the id: more than half of the identities are theirs. */
    boolean keeps(IntList person) {
        return 2 * person.size() > people.stream().mapToInt(IntList::size).sum();
    }

    /** Places in the list of the identities of each person; one person where none is known to be another. */
    static List<IntList> people(List<PersonDetails> identities) {
        int[] group = new int[identities.size()];
        List<Subject> subjects = identities.stream()
                .map(details -> Subject.of(details, List.of()))
                .toList();
        for (int one = 0; one < group.length; one++) {
            group[one] = one;
        }
        joinEqual(subjects, group);
        if (group.length <= MANY) {
            for (int one = 0; one < group.length; one++) {
                for (int other = 0; other < one; other++) {
                    if (group[one] != group[other] && new Evidence(subjects.get(one), subjects.get(other)).agree()) {
                        join(group, one, other);
                    }
                }
            }
        }
        Map<Integer, IntList> people = new TreeMap<>();
        for (int place = 0; place < group.length; place++) {
            people.computeIfAbsent(group[place], g -> new IntArrayList()).add(place);
        }
        List<IntList> all = List.copyOf(people.values());
        return all.size() > 1 && anyIsAnother(all, subjects) ? all : List.of(allOf(group.length));
    }

    /** Rows with much the same names or dates of birth need no comparison in pairs. */
    private static void joinEqual(List<Subject> subjects, int[] group) {
        Map<Object, Integer> first = new HashMap<>();
        for (int place = 0; place < group.length; place++) {
            Subject subject = subjects.get(place);
            List<Object> whole = new ArrayList<>();
            if (subject.details().dateOfBirth() != null) {
                whole.add(subject.details().dateOfBirth());
            }
            subject.names().stream()
                    .map(Subject.Name::name)
                    .filter(name -> name.surname() != null && name.forename() != null)
                    .forEach(name -> whole.add(List.of(name.surname(), name.forename())));
            for (Object value : whole) {
                Integer known = first.putIfAbsent(value, place);
                if (known != null) {
                    join(group, place, known);
                }
            }
        }
    }

    private static void join(int[] group, int one, int other) {
        int least = Math.min(group[one], group[other]);
        int greatest = Math.max(group[one], group[other]);
        for (int place = 0; place < group.length; place++) {
            if (group[place] == greatest) {
                group[place] = least;
            }
        }
    }

    /** What is missing makes nobody another person. */
    private static boolean anyIsAnother(List<IntList> people, List<Subject> subjects) {
        for (int one = 0; one < people.size(); one++) {
            for (int other = 0; other < one; other++) {
                if (isAnother(people.get(one), people.get(other), subjects)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isAnother(IntList one, IntList other, List<Subject> subjects) {
        return one.intStream()
                .anyMatch(left -> other.intStream()
                        .anyMatch(right -> new Evidence(subjects.get(left), subjects.get(right)).disagree()));
    }

    private static IntList allOf(int size) {
        IntArrayList all = new IntArrayList(size);
        for (int place = 0; place < size; place++) {
            all.add(place);
        }
        return all;
    }

    /** Says nothing of whom. */
    @Override
    public String toString() {
        return "SharedIdentifiers[" + people.size() + " people]";
    }
}
