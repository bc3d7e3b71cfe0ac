package org.reconlink.linkage.study;

import it.unimi.dsi.fastutil.HashCommon;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntList;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PncId;
import org.reconlink.kernel.RecordId;

/**
 * The rows of a conviction extract collapsed to distinct identities, their persons and the persons' conviction dates.
 *
 * <p>What it holds does not depend on the order in which rows are added. Not safe for several threads at once.
 */
public final class IdentityIndex {
    private static final int ABSENT = -1;
    private static final int[] NONE = {};

    private final SharedValues shared = new SharedValues();
    private final Object2IntOpenHashMap<Object> personOfId = new Object2IntOpenHashMap<>();
    private final List<PersonDetails> details = new ArrayList<>();
    private final List<RecordId> firstSource = new ArrayList<>();
    private final IntArrayList person = new IntArrayList();
    /** Of each identity: sorted distinct epoch days. */
    private final List<int[]> convictionDays = new ArrayList<>();

    /** Of each identity: what its details hash to, which is long to find out. */
    private final IntArrayList hashes = new IntArrayList();

    /** Identities, each in the first free place from that of its hash on; half of the places or more are free. */
    private int[] places = new int[1 << 10];

    private int persons;

    private @Nullable PersonDetails before;
    private int identityBefore;

    public IdentityIndex() {
        Arrays.fill(places, ABSENT);
        personOfId.defaultReturnValue(ABSENT);
    }

    /**
     * Adds one row; answers which identity it has, numbered from 0 as they come.
     *
     * @param convictionDate null for a row that only names a person: a list of aliases
     */
    @SuppressWarnings("ReferenceEquality") // the rows of a person stand one after the other
    public int add(PersonDetails row, @Nullable LocalDate convictionDate, RecordId source) {
        int identity = row == before ? identityBefore : identityOf(row);
        if (identity == ABSENT) {
            identity = open(row, source);
        } else if (source.compareTo(firstSource.get(identity)) < 0) {
            firstSource.set(identity, shared.share(source));
        }
        if (convictionDate != null) {
            addDay(identity, Math.toIntExact(convictionDate.toEpochDay()));
        }
        before = row;
        identityBefore = identity;
        return identity;
    }

    /** Number of distinct identities. */
    public long identities() {
        return details.size();
    }

    /** Number of distinct persons by PNC id, or by exact identity where there is none. */
    public long persons() {
        return persons;
    }

    /**
     * An identifier that several people bear.
     *
     * @param by which, in words: PNC id, CRO number, person key
     * @param firstRows the first row of each of them, in order of row
     */
    public record SharedBy(String by, List<RecordId> firstRows) {
        public SharedBy {
            firstRows = List.copyOf(firstRows);
        }
    }

    /** The identifiers that several people bear, those of each kind in order of row. */
    public List<SharedBy> sharedIdentifiers() {
        return Stream.of(
                        SharedIdentifiers.among(details, firstSource, person),
                        SharedIdentifiers.croNumbers(details, firstSource, person),
                        SharedIdentifiers.keys(details, firstSource, person))
                .flatMap(List::stream)
                .map(shared -> new SharedBy(
                        shared.by(),
                        shared.people().stream()
                                .map(identities -> firstSource.get(identities.getInt(0)))
                                .toList()))
                .toList();
    }

    /**
     * Values that differ between rows of one person key, though a person has one.
     *
     * @param of what they are, in words: sexes, dates of birth
     * @param firstRows the first row of each value, in order of row
     */
    public record Contradicted(String of, List<RecordId> firstRows) {
        public Contradicted {
            firstRows = List.copyOf(firstRows);
        }
    }

    /** What rows of one person key do not agree in, in order of row. */
    public List<Contradicted> contradictedKeys() {
        return SharedIdentifiers.ofKeys(details, firstSource, sharedKeys()).stream()
                .map(contradiction -> new Contradicted(contradiction.of(), contradiction.firstRows()))
                .toList();
    }

    /** The person keys that several people bear, by what is known of their names and dates of birth. */
    Set<Object> sharedKeys() {
        return SharedIdentifiers.keys(details, firstSource, person).stream()
                .map(SharedIdentifiers::id)
                .collect(Collectors.toSet());
    }

    /** What linkage reads: the same for any order in which the rows came. */
    Extract extract() {
        List<SharedIdentifiers> shared = SharedIdentifiers.among(details, firstSource, person);
        return shared.isEmpty()
                ? Extract.of(details, firstSource, person, convictionDays, Map.of())
                : new Separation(shared).extract();
    }

    /** The identities with those apart that only an identifier put together, which several people bear. */
    private final class Separation {
        private final List<PersonDetails> details = new ArrayList<>(IdentityIndex.this.details);
        private final List<RecordId> firstSource = new ArrayList<>(IdentityIndex.this.firstSource);
        private final List<int[]> days = new ArrayList<>(convictionDays);
        private final IntArrayList owner = new IntArrayList(person);
        private final Map<Integer, PncId> leftOut = new TreeMap<>();
        private final Map<PersonDetails, Integer> placeOf = new HashMap<>();
        private final BitSet merged = new BitSet();

        Separation(List<SharedIdentifiers> all) {
            int next = persons;
            for (SharedIdentifiers shared : all) {
                for (IntList identities : shared.people()) {
                    if (!shared.keeps(identities)) {
                        int opened = next++;
                        identities.forEach(identity -> separate(identity, opened, (PncId) shared.id()));
                    }
                }
            }
        }

        /** Without the identifier it may be what another identity is that has none. */
        private void separate(int identity, int opened, PncId pncId) {
            PersonDetails without = details.get(identity).withoutPncId();
            details.set(identity, without);
            owner.set(identity, opened);
            int same = identityOf(without);
            Integer known = same == ABSENT ? placeOf.putIfAbsent(without, identity) : (Integer) same;
            if (known == null) {
                leftOut.put(identity, pncId);
                return;
            }
            merged.set(identity);
            leftOut.putIfAbsent(known, pncId);
            days.set(known, union(days.get(known), days.get(identity)));
            if (firstSource.get(identity).compareTo(firstSource.get(known)) < 0) {
                firstSource.set(known, firstSource.get(identity));
            }
            int from = owner.getInt(known);
            for (int i = 0; i < owner.size(); i++) {
                owner.set(i, owner.getInt(i) == from ? opened : owner.getInt(i));
            }
        }

        private static int[] union(int[] one, int[] other) {
            return IntStream.concat(Arrays.stream(one), Arrays.stream(other))
                    .sorted()
                    .distinct()
                    .toArray();
        }

        Extract extract() {
            List<PersonDetails> keptDetails = new ArrayList<>();
            List<RecordId> keptSource = new ArrayList<>();
            List<int[]> keptDays = new ArrayList<>();
            IntArrayList keptOwner = new IntArrayList();
            Map<Integer, PncId> keptLeftOut = new HashMap<>();
            Int2IntOpenHashMap number = new Int2IntOpenHashMap();
            number.defaultReturnValue(ABSENT);
            for (int identity = 0; identity < details.size(); identity++) {
                if (!merged.get(identity)) {
                    PncId without = leftOut.get(identity);
                    if (without != null) {
                        keptLeftOut.put(keptDetails.size(), without);
                    }
                    number.putIfAbsent(owner.getInt(identity), number.size());
                    keptOwner.add(number.get(owner.getInt(identity)));
                    keptDetails.add(details.get(identity));
                    keptSource.add(firstSource.get(identity));
                    keptDays.add(days.get(identity));
                }
            }
            return Extract.of(keptDetails, keptSource, keptOwner, keptDays, keptLeftOut);
        }
    }

    private int identityOf(PersonDetails row) {
        int hash = row.hashCode();
        int place = place(hash);
        for (int identity = places[place]; identity != ABSENT; identity = places[place]) {
            if (hashes.getInt(identity) == hash && details.get(identity).equals(row)) {
                return identity;
            }
            place = (place + 1) & (places.length - 1);
        }
        return ABSENT;
    }

    private int place(int hash) {
        return HashCommon.mix(hash) & (places.length - 1);
    }

    private int open(PersonDetails row, RecordId source) {
        int identity = details.size();
        PersonDetails own = shared.share(row);
        hashes.add(row.hashCode());
        details.add(own);
        firstSource.add(shared.share(source));
        person.add(personOf(own));
        convictionDays.add(NONE);
        if (2 * identity < places.length) {
            put(identity);
        } else {
            places = new int[2 * places.length];
            Arrays.fill(places, ABSENT);
            for (int known = 0; known <= identity; known++) {
                put(known);
            }
        }
        return identity;
    }

    private void put(int identity) {
        int place = place(hashes.getInt(identity));
        while (places[place] != ABSENT) {
            place = (place + 1) & (places.length - 1);
        }
        places[place] = identity;
    }

    private int personOf(PersonDetails row) {
        Object id = row.personKey() == null ? row.pncId() : row.personKey();
        int known = id == null ? ABSENT : personOfId.getInt(id);
        if (known != ABSENT) {
            return known;
        }
        int opened = persons++;
        if (id != null) {
            personOfId.put(id, opened);
        }
        return opened;
    }

    private void addDay(int identity, int day) {
        int[] days = convictionDays.get(identity);
        int at = Arrays.binarySearch(days, day);
        if (at < 0) {
            int[] longer = Arrays.copyOf(days, days.length + 1);
            int insertAt = -at - 1;
            System.arraycopy(days, insertAt, longer, insertAt + 1, days.length - insertAt);
            longer[insertAt] = day;
            convictionDays.set(identity, longer);
        }
    }
}
