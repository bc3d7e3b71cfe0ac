package org.reconlink.linkage.study;

import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.longs.Long2DoubleOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PncId;
import org.reconlink.linkage.model.Parameters;
import org.reconlink.linkage.record.DisjointSets;
import org.reconlink.linkage.study.PersonJoins.PersonJoin;
import org.reconlink.linkage.study.StudyPairs.Kept;

/**
 * Joins persons of an extract that are one: identities without a PNC id to one another and to those of a person who has one.
 *
 * <p>Only whoever may be a participant is asked about, and whoever may be one with them: a second comparison, of the
 * identities that resemble a participant with all of the extract, goes on from those it finds. Participants take part, since
 * a participant's record may lie between two rows of the person that do not resemble one another, but two participants are
 * never one. Pairs join from a high probability on, the most probable first; groups only where enough of their members
 * resemble one another, and never across two identifiers or twins.
 */
final class PersonGroups {
    /** Rounds of looking for further identities of those that were found. */
    private static final int HOPS = 3;

    /** The probability of being a participant from which an identity is asked about. */
    private static final double NEAR = 0.01;

    /** The same of being one with an identity that was asked about. */
    private static final double GOES_ON = 0.5;

    /** The least number of further identities that a person is expected to have. */
    private static final double FEWEST_FURTHER = 0.01;

    private static final int ROUNDS = 60;
    private static final double SETTLED = 1e-6;

    /** Bits by which a pair may lack of being joined and still speaks for its groups. */
    private static final double SLACK = 12;

    /** The mean probability over the members of two groups from which they are one. */
    private static final double SUPPORT = 0.15;

    /** The probability of pairs of so many members on each side that are enough, whatever the mean. */
    private static final double WITNESS = 0.9;

    private static final int WITNESSES = 2;

    /** Bits by which a pair has to outweigh one that contradicts it. */
    private static final double MARGIN = 7;

    /** Members beyond which a group is no person any more. */
    private static final int MOST_MEMBERS = 200;

    private final Extract extract;
    private final int[] personOf;
    private final double joinFrom;
    private final StudyPlan plan;
    private final PackedPeople identities;
    private final Kept ofParticipants;
    private final List<Subject> participants;
    private final List<Kept> ofIdentities = new ArrayList<>();
    private int asked;

    /** A pair of nodes: a person of the extract, or behind them a participant; and the identities that make it; its bits with and without the bound that relatives set. */
    private record Edge(
            int one,
            int other,
            int oneIdentity,
            int otherIdentity,
            double bits,
            double unbounded,
            double probability) {}

    /** What a row of the extract or of a participant says of somebody, and its place among both. */
    private record Member(Subject subject, int place) {}

    /**
     * The extract with its persons joined, which they are, and the new place of each identity.
     *
     * @param eithers the participant in the upper and the identity as it was in the lower half, where rows without a full name
     *     and date of birth resemble the participant and somebody else of the extract about as much
     * @param unresolved two persons, the earlier in the upper half, that are probably one and were not joined, though nothing says
     *     that they are two
     */
    @SuppressWarnings("ArrayRecordComponent") // numbers to read; never compared or changed
    record Joined(Extract extract, PersonJoins joins, int[] placeOf, LongSet eithers, LongSet unresolved) {
        boolean isEithers(int participant, int identity) {
            return eithers.contains((long) participant << 32 | identity);
        }

        boolean mayBeOne(int person, int other) {
            return unresolved.contains(key(person, other));
        }
    }

    /**
     * Looks for identities that may be one.
     *
     * @param plan of participants and identities
     * @param ofParticipants pairs of participants and identities
     */
    PersonGroups(
            Extract extract,
            StudyPlan plan,
            PackedPeople identities,
            Kept ofParticipants,
            List<Subject> participants,
            Parameters parameters,
            double joinFrom) {
        this.extract = extract;
        this.personOf = extract.personOfIdentity();
        this.joinFrom = joinFrom;
        this.plan = plan.amongIdentities();
        this.identities = identities;
        this.ofParticipants = ofParticipants;
        this.participants = participants;
        if (!this.plan.rules().isEmpty() && !this.plan.comparisons().isEmpty()) {
            look(parameters);
        }
    }

    private void look(Parameters parameters) {
        IntOpenHashSet known = new IntOpenHashSet();
        IntArrayList frontier = new IntArrayList();
        double[] near =
                pairwise(ofParticipants.bits(parameters), extract.identities(), participants.size(), FEWEST_FURTHER);
        for (int pair = 0; pair < near.length; pair++) {
            if (near[pair] >= NEAR) {
                addPerson(personOf[ofParticipants.rightRecord(pair)], known, frontier);
            }
        }
        Parameters among = among(parameters);
        double least = log2(extract.identities()) - SLACK;
        for (int hop = 0; hop < HOPS && !frontier.isEmpty(); hop++) {
            int[] records = frontier.toIntArray();
            Arrays.sort(records);
            asked += records.length;
            StudyPairs pairs = new StudyPairs(plan, identities.only(records), identities, true, counted -> {});
            Kept kept = pairs.keep(among, least, false, record -> false);
            ofIdentities.add(kept);
            frontier.clear();
            double[] probabilities = pairwise(kept.bits(among), extract.identities(), records.length, FEWEST_FURTHER);
            for (int pair = 0; pair < probabilities.length; pair++) {
                if (probabilities[pair] >= GOES_ON) {
                    addPerson(personOf[kept.rightRecord(pair)], known, frontier);
                }
            }
        }
    }

    private void addPerson(int person, IntOpenHashSet known, IntArrayList frontier) {
        for (int i = extract.firstIdentity(person); i < extract.endOfIdentities(person); i++) {
            if (known.add(i)) {
                frontier.add(i);
            }
        }
    }

    /** The parameters of what is compared among identities. */
    private Parameters among(Parameters parameters) {
        return new Parameters(
                plan.comparisons().stream()
                        .map(comparison -> parameters.comparisons().stream()
                                .filter(known -> known.name().equals(comparison.name()))
                                .findFirst()
                                .orElseThrow())
                        .toList(),
                parameters.matchesExpected());
    }

    /** Probabilities of pairs by themselves; as many matches for each record of the left are expected as they say. */
    static double[] pairwise(double[] bits, long rights, int lefts, double fewest) {
        double[] probabilities = new double[bits.length];
        double matches = 1;
        for (int round = 0; round < ROUNDS; round++) {
            double prior = matches / Math.max(1, rights);
            double sum = 0;
            for (int pair = 0; pair < bits.length; pair++) {
                probabilities[pair] = 1 / (1 + Math.pow(2, -bits[pair]) / prior);
                sum += probabilities[pair];
            }
            double next = Math.max(fewest, sum / Math.max(1, lefts));
            boolean settled = Math.abs(next - matches) < SETTLED * matches;
            matches = next;
            if (settled) {
                break;
            }
        }
        return probabilities;
    }

    /** Persons joined under these parameters. */
    Joined join(Parameters parameters) {
        List<Edge> edges = edges(parameters);
        Groups groups = new Groups(edges);
        edges.stream()
                .filter(edge -> edge.probability >= joinFrom)
                .sorted(Comparator.comparingDouble(Edge::probability)
                        .thenComparingDouble(Edge::bits)
                        .reversed()
                        .thenComparingInt(Edge::one)
                        .thenComparingInt(Edge::other))
                .forEach(groups::join);
        return groups.joined(edges);
    }

    /** The best pair of each two nodes. */
    private List<Edge> edges(Parameters parameters) {
        Long2ObjectOpenHashMap<Edge> best = new Long2ObjectOpenHashMap<>();
        for (Kept kept : ofIdentities) {
            double[] bits = kept.bits(among(parameters));
            double[] unbounded = kept.unboundedBits(among(parameters));
            for (int pair = 0; pair < bits.length; pair++) {
                int a = kept.leftRecord(pair);
                int b = kept.rightRecord(pair);
                if (personOf[a] != personOf[b]) {
                    boolean inOrder = personOf[a] < personOf[b];
                    put(best, inOrder ? a : b, inOrder ? b : a, personOf[inOrder ? b : a], bits[pair], unbounded[pair]);
                }
            }
        }
        double further = further(best.values());
        double[] bits = ofParticipants.bits(parameters);
        double[] unbounded = ofParticipants.unboundedBits(parameters);
        for (int pair = 0; pair < bits.length; pair++) {
            int participant = ofParticipants.leftRecord(pair);
            int identity = ofParticipants.rightRecord(pair);
            if (bits[pair] >= log2(extract.identities()) - SLACK) {
                put(best, identity, identity, extract.persons() + participant, bits[pair], unbounded[pair]);
            }
        }
        double prior = further / Math.max(1, extract.identities());
        List<Edge> edges = new ArrayList<>(best.size());
        for (Edge edge : best.values()) {
            edges.add(new Edge(
                    edge.one,
                    edge.other,
                    edge.oneIdentity,
                    edge.otherIdentity,
                    edge.bits,
                    edge.unbounded,
                    1 / (1 + Math.pow(2, -edge.bits) / prior)));
        }
        return edges;
    }

    private void put(
            Long2ObjectOpenHashMap<Edge> best, int one, int otherIdentity, int other, double bits, double unbounded) {
        long key = key(personOf[one], other);
        Edge before = best.get(key);
        if (before == null
                || bits > before.bits
                || (bits == before.bits
                        && (one < before.oneIdentity
                                || (one == before.oneIdentity && otherIdentity < before.otherIdentity)))) {
            best.put(key, new Edge(personOf[one], other, one, otherIdentity, bits, unbounded, 0));
        }
    }

    /** How many further persons of the extract an identity that was asked about is expected to be. */
    private double further(Collection<Edge> edges) {
        double[] bits = edges.stream().mapToDouble(Edge::bits).sorted().toArray();
        double sum = 0;
        for (double probability : pairwise(bits, extract.identities(), Math.max(1, asked / 2), FEWEST_FURTHER)) {
            sum += probability;
        }
        return Math.max(FEWEST_FURTHER, sum / Math.max(1, asked / 2));
    }

    private static long key(int one, int other) {
        return (long) Math.min(one, other) << 32 | Math.max(one, other);
    }

    private static double log2(double x) {
        return Math.log(Math.max(1, x)) / Math.log(2);
    }

    /** Groups of nodes that become one person. */
    private final class Groups {
        private final TreeMap<Integer, IntArrayList> members = new TreeMap<>();
        private final int[] group;
        private final Long2DoubleOpenHashMap probability = new Long2DoubleOpenHashMap();
        private final List<Edge> used = new ArrayList<>();
        /** Rows that would be joined to one another, each a slip from the next. */
        private final DisjointSets slipsOfOne;
        /** By node, its pairs that are likelier than not. */
        private final Int2ObjectOpenHashMap<List<Edge>> likely = new Int2ObjectOpenHashMap<>();

        Groups(List<Edge> edges) {
            group = new int[extract.persons() + participants.size()];
            for (int node = 0; node < group.length; node++) {
                group[node] = node;
            }
            slipsOfOne = new DisjointSets(extract.identities() + participants.size());
            for (Edge edge : edges) {
                Member one = member(edge.one, edge.oneIdentity);
                Member other = member(edge.other, edge.otherIdentity);
                if (edge.probability >= joinFrom && new Evidence(other.subject, one.subject).isClose()) {
                    slipsOfOne.join(one.place, other.place);
                }
                probability.put(key(edge.one, edge.other), edge.probability);
                if (edge.probability >= GOES_ON) {
                    likely.computeIfAbsent(edge.one, node -> new ArrayList<>()).add(edge);
                    likely.computeIfAbsent(edge.other, node -> new ArrayList<>())
                            .add(edge);
                }
            }
        }

        void join(Edge edge) {
            int one = Math.min(group[edge.one], group[edge.other]);
            int other = Math.max(group[edge.one], group[edge.other]);
            if (one == other) {
                return;
            }
            IntArrayList ones = nodes(one);
            IntArrayList others = nodes(other);
            if (!contradicts(edge) && supported(ones, others) && allowed(ones, others) && !torn(edge)) {
                IntArrayList all = new IntArrayList(ones);
                all.addAll(others);
                others.forEach(node -> group[node] = one);
                members.remove(other);
                members.put(one, all);
                used.add(edge);
            }
        }

        private IntArrayList nodes(int of) {
            IntArrayList known = members.get(of);
            return known == null ? IntArrayList.of(of) : known;
        }

        /** What guards a link guards a join. */
        private boolean contradicts(Edge edge) {
            Objection objection = Objection.to(
                    subject(edge.other, edge.otherIdentity), subject(edge.one, edge.oneIdentity), joinFrom);
            return objection != null;
        }

        /** One side fits somebody else about as well, who cannot be one with the other side: it may be either's. */
        private boolean torn(Edge edge) {
            return torn(edge, edge.one, member(edge.other, edge.otherIdentity))
                    || torn(edge, edge.other, member(edge.one, edge.oneIdentity));
        }

        private boolean torn(Edge edge, int node, Member joined) {
            for (Edge rival : likely.getOrDefault(node, List.of())) {
                if (!rival.equals(edge) && rival.unbounded > edge.unbounded - MARGIN) {
                    Member third = rival.one == node
                            ? member(rival.other, rival.otherIdentity)
                            : member(rival.one, rival.oneIdentity);
                    if (differ(joined.subject, third.subject) || areTwo(joined, third)) {
                        return true;
                    }
                }
            }
            return false;
        }

        /** Two slips of one name are far from one another: they are another's only if no rows between lead to one from the other. */
        private boolean areTwo(Member one, Member other) {
            return new Evidence(one.subject, other.subject).isAnother() && !slipsOfOne.together(one.place, other.place);
        }

        /** Two PNC ids are two persons. */
        private static boolean differ(Subject one, Subject other) {
            PncId left = one.details().pncId();
            PncId right = other.details().pncId();
            return left != null && right != null && !left.equals(right);
        }

        private Subject subject(int node, int identity) {
            return isParticipant(node) ? participants.get(node - extract.persons()) : extract.subject(node, identity);
        }

        private boolean isParticipant(int node) {
            return node >= extract.persons();
        }

        private boolean supported(IntArrayList ones, IntArrayList others) {
            double sum = 0;
            IntOpenHashSet left = new IntOpenHashSet();
            IntOpenHashSet right = new IntOpenHashSet();
            for (int one : ones) {
                for (int other : others) {
                    double p = probability.get(key(one, other));
                    sum += p;
                    if (p >= WITNESS) {
                        left.add(one);
                        right.add(other);
                    }
                }
            }
            boolean witnessed = left.size() >= Math.min(WITNESSES, ones.size())
                    && right.size() >= Math.min(WITNESSES, others.size())
                    && Math.max(left.size(), right.size()) >= WITNESSES;
            return witnessed || sum >= SUPPORT * ones.size() * others.size();
        }

        private boolean allowed(IntArrayList ones, IntArrayList others) {
            boolean twoParticipants = ones.intStream().anyMatch(this::isParticipant)
                    && others.intStream().anyMatch(this::isParticipant);
            if (twoParticipants
                    || ones.size() + others.size() > MOST_MEMBERS
                    || differ(ones, others, PersonDetails::pncId)
                    || differ(ones, others, PersonDetails::croNumber)) {
                return false;
            }
            List<Member> lefts = members(ones);
            List<Member> rights = members(others);
            if (areCalledApart(lefts, rights)) {
                return false;
            }
            for (Member left : lefts) {
                for (Member right : rights) {
                    if (areTwo(left, right)) {
                        return false;
                    }
                }
            }
            return true;
        }

        /** A slip does not come twice: names that each stand in several rows, and are not one but for a slip, are two names. */
        private static boolean areCalledApart(List<Member> ones, List<Member> others) {
            Set<String> left = repeated(ones);
            Set<String> right = repeated(others);
            return left.stream().anyMatch(name -> isNone(name, right))
                    && right.stream().anyMatch(name -> isNone(name, left));
        }

        private static boolean isNone(String name, Set<String> of) {
            return !of.isEmpty() && of.stream().noneMatch(other -> Evidence.isOneNameButForSlips(name, other));
        }

        /** Names in either place that several of the members have. */
        private static Set<String> repeated(List<Member> members) {
            Set<String> once = new HashSet<>();
            Set<String> repeated = new HashSet<>();
            for (Member member : members) {
                Set<String> own = new HashSet<>();
                for (Subject.Name name : member.subject.names()) {
                    Stream.of(name.name().surname(), name.name().forename())
                            .filter(Objects::nonNull)
                            .forEach(own::add);
                }
                own.forEach(name -> {
                    if (!once.add(name)) {
                        repeated.add(name);
                    }
                });
            }
            return repeated;
        }

        /** All that the nodes are called, participants too. */
        private List<Member> members(IntArrayList nodes) {
            List<Member> all = new ArrayList<>();
            for (int node : nodes) {
                if (isParticipant(node)) {
                    all.add(member(node, 0));
                } else {
                    for (int i = extract.firstIdentity(node); i < extract.endOfIdentities(node); i++) {
                        all.add(new Member(Subject.of(extract.details(i), List.of()), i));
                    }
                }
            }
            return all;
        }

        /** A participant's place is behind those of the identities. */
        private Member member(int node, int identity) {
            int place = isParticipant(node) ? extract.identities() + node - extract.persons() : identity;
            return new Member(subject(node, identity), place);
        }

        /** Of the persons among the nodes. */
        private List<PersonDetails> details(IntArrayList nodes) {
            List<PersonDetails> all = new ArrayList<>();
            for (int node : nodes) {
                if (!isParticipant(node)) {
                    for (int i = extract.firstIdentity(node); i < extract.endOfIdentities(node); i++) {
                        all.add(extract.details(i));
                    }
                }
            }
            return all;
        }

        private boolean differ(
                IntArrayList ones, IntArrayList others, Function<PersonDetails, @Nullable Object> value) {
            Set<Object> left = values(ones, value);
            Set<Object> right = values(others, value);
            return !left.isEmpty() && !right.isEmpty() && !left.containsAll(right) && !right.containsAll(left);
        }

        private Set<Object> values(IntArrayList nodes, Function<PersonDetails, @Nullable Object> value) {
            Set<Object> values = new HashSet<>();
            for (PersonDetails details : details(nodes)) {
                Object known = value.apply(details);
                if (known != null) {
                    values.add(known);
                }
            }
            return values;
        }

        /** The extract with each group as one person, called by its PNC id or else by the first of its identities' names. */
        Joined joined(List<Edge> edges) {
            int[] personsGroup = new int[extract.persons()];
            TreeMap<Integer, PersonId> names = new TreeMap<>();
            for (int person = 0; person < personsGroup.length; person++) {
                personsGroup[person] = person;
            }
            List<PersonJoin> joins = new ArrayList<>();
            for (IntArrayList nodes : members.values()) {
                int[] persons = nodes.intStream()
                        .filter(node -> !isParticipant(node))
                        .sorted()
                        .toArray();
                if (persons.length > 1) {
                    PersonId name = name(persons);
                    names.put(persons[0], name);
                    for (int person : persons) {
                        personsGroup[person] = persons[0];
                    }
                    joins.addAll(joins(persons, name));
                }
            }
            Extract.Regrouped regrouped = extract.joined(personsGroup, names);
            List<PersonJoin> inOrder = joins.stream()
                    .sorted(Comparator.comparing(PersonJoin::source).thenComparing(PersonJoin::own))
                    .toList();
            return new Joined(
                    regrouped.extract(),
                    new PersonJoins(inOrder.size(), inOrder, regrouped.extract().apart()),
                    regrouped.placeOf(),
                    eithers(edges),
                    unresolved(edges, regrouped));
        }

        private LongSet unresolved(List<Edge> edges, Extract.Regrouped regrouped) {
            LongSet unresolved = new LongOpenHashSet();
            int[] personOf = regrouped.extract().personOfIdentity();
            for (Edge edge : edges) {
                if (!isParticipant(edge.other)
                        && edge.probability >= WITNESS
                        && group[edge.one] != group[edge.other]
                        && !contradicts(edge)
                        && allowed(nodes(group[edge.one]), nodes(group[edge.other]))) {
                    unresolved.add(key(
                            personOf[regrouped.placeOf()[edge.oneIdentity]],
                            personOf[regrouped.placeOf()[edge.otherIdentity]]));
                }
            }
            return unresolved;
        }

        private LongSet eithers(List<Edge> edges) {
            LongSet eithers = new LongOpenHashSet();
            for (Edge edge : edges) {
                if (isParticipant(edge.other)
                        && edge.probability >= GOES_ON
                        && group[edge.one] != group[edge.other]
                        && torn(edge)) {
                    List<Member> members = members(nodes(group[edge.one]));
                    if (members.stream().noneMatch(member -> new Evidence(member.subject, member.subject).isClose())) {
                        members.forEach(
                                member -> eithers.add((long) (edge.other - extract.persons()) << 32 | member.place));
                    }
                }
            }
            return eithers;
        }

        private PersonId name(int[] persons) {
            return Arrays.stream(persons)
                    .boxed()
                    .flatMap(person -> {
                        List<PersonDetails> all = details(IntArrayList.of(person));
                        return all.stream();
                    })
                    .min(Comparator.<PersonDetails, Boolean>comparing(details -> details.pncId() == null)
                            .thenComparing(PersonIds::of))
                    .map(PersonIds::of)
                    .orElseThrow();
        }

        /** One for each person that is not called as the group is, with the pair that brought it in. */
        private List<PersonJoin> joins(int[] persons, PersonId name) {
            Set<Integer> of = Arrays.stream(persons).boxed().collect(Collectors.toSet());
            List<PersonJoin> joins = new ArrayList<>();
            for (int person : persons) {
                PersonId own = PersonIds.of(extract.details(extract.firstIdentity(person)));
                if (!own.equals(name)) {
                    Edge edge = Objects.requireNonNull(used.stream()
                            .filter(used -> used.one == person || used.other == person)
                            .findFirst()
                            .orElse(null));
                    int with = isParticipant(edge.other) || edge.one == person
                            ? (isParticipant(edge.other) ? another(of, person) : edge.otherIdentity)
                            : edge.oneIdentity;
                    int identity = edge.one == person ? edge.oneIdentity : edge.otherIdentity;
                    joins.add(new PersonJoin(
                            own,
                            name,
                            extract.firstSource(identity),
                            extract.firstSource(with),
                            edge.bits,
                            edge.probability));
                }
            }
            return joins;
        }

        /** The first identity of the others, where a participant stands between. */
        private int another(Set<Integer> persons, int person) {
            return persons.stream()
                    .filter(other -> other != person)
                    .mapToInt(extract::firstIdentity)
                    .min()
                    .orElseThrow();
        }
    }
}
