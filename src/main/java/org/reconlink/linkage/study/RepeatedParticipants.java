package org.reconlink.linkage.study;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.Participant.Repeated;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PersonName;
import org.reconlink.linkage.study.Linker.ReviewedLinkage;

/** Rows of the participant sheet that are one person: somebody who was referred or released more than once. */
public final class RepeatedParticipants {
    /** What two rows share that may be one person's. */
    public static final String ALIKE = "much the same name and date of birth";

    /** So many of one date of birth or name are compared with each other. */
    private static final int MANY = 200;

    private final List<Participant> participants;
    private final List<Subject> subjects;
    private final int[] person;
    private final List<Pair> pairs = new ArrayList<>();
    /** Their places among the participants. */
    private final Set<List<Integer>> paired = new HashSet<>();

    /**
     * Two rows that share what tells people apart.
     *
     * @param by what they share, in words
     * @param one whether they are one person; else an identifier is shared by two, or a name and date of birth
     */
    public record Pair(Participant first, Participant second, String by, boolean one) {}

    private RepeatedParticipants(List<Participant> participants) {
        this.participants = participants;
        this.subjects = participants.stream()
                .map(participant -> Subject.of(participant.details(), List.of()))
                .toList();
        this.person = new int[participants.size()];
        for (int i = 0; i < person.length; i++) {
            person[i] = i;
        }
    }

    /** Looks for those who share an identifier, or forename, surname and date of birth. */
    public static RepeatedParticipants among(List<Participant> participants) {
        List<Participant> inOrder = participants.stream()
                .sorted(Comparator.comparing(Participant::source).thenComparing(Participant::id))
                .toList();
        RepeatedParticipants repeated = new RepeatedParticipants(inOrder);
        Map<String, Map<Object, Integer>> first = new HashMap<>();
        for (int i = 0; i < inOrder.size(); i++) {
            for (Map.Entry<String, Object> shared :
                    tellingApart(inOrder.get(i).details()).entrySet()) {
                Integer known = first.computeIfAbsent(shared.getKey(), by -> new HashMap<>())
                        .putIfAbsent(shared.getValue(), i);
                if (known != null) {
                    repeated.compare(known, i, shared.getKey());
                }
            }
        }
        repeated.compareAlike();
        return repeated;
    }

    /** Those who may be one person with a slip in a name or in the date of birth, where no identifier decides. */
    private void compareAlike() {
        Map<Object, List<Integer>> near = new LinkedHashMap<>();
        for (int i = 0; i < person.length; i++) {
            PersonDetails details = participants.get(i).details();
            PersonName name = details.name();
            LocalDate born = details.dateOfBirth();
            if (born != null && name.surname() != null && name.forename() != null) {
                for (Object key : List.of(
                        eitherOrder(born),
                        new TreeSet<>(List.of(name.surname(), name.forename())),
                        List.of(name.surname(), born.getYear()))) {
                    near.computeIfAbsent(key, rows -> new ArrayList<>()).add(i);
                }
            }
        }
        for (List<Integer> group : near.values()) {
            for (int other = 1; other < group.size(); other++) {
                for (int one = Math.max(0, other - MANY); one < other; one++) {
                    int first = group.get(one);
                    int second = group.get(other);
                    if (person[first] != person[second] && mayBeOne(first, second)) {
                        pair(first, second, ALIKE, false);
                    }
                }
            }
        }
    }

    /** The same for dates of birth of which one is the other with day and month swapped. */
    private static List<Integer> eitherOrder(LocalDate born) {
        int day = born.getDayOfMonth();
        int month = born.getMonthValue();
        return List.of(born.getYear(), Math.min(day, month), Math.max(day, month));
    }

    private boolean mayBeOne(int one, int other) {
        if (paired.contains(List.of(one, other))) {
            return false;
        }
        Evidence evidence = new Evidence(subjects.get(one), subjects.get(other));
        return !evidence.identifierDiffers() && evidence.agreeInAll();
    }

    private void pair(int one, int other, String by, boolean same) {
        pairs.add(new Pair(participants.get(one), participants.get(other), by, same));
        paired.add(List.of(one, other));
    }

    private static Map<String, Object> tellingApart(PersonDetails details) {
        Map<String, Object> values = new TreeMap<>();
        put(values, "person key", details.personKey());
        put(values, "PNC id", details.pncId());
        put(values, "CRO number", details.croNumber());
        put(values, "prison number", details.prisonNumber());
        PersonName name = details.name();
        if (name.surname() != null && name.forename() != null && details.dateOfBirth() != null) {
            values.put("name and date of birth", List.of(name.surname(), name.forename(), details.dateOfBirth()));
        }
        return values;
    }

    private static void put(Map<String, Object> values, String by, @Nullable Object value) {
        if (value != null) {
            values.put(by, value);
        }
    }

    private void compare(int one, int other, String by) {
        if (person[one] == person[other]) {
            return;
        }
        Evidence evidence = new Evidence(subjects.get(one), subjects.get(other));
        boolean same = by.startsWith("name") ? !evidence.identifierDiffers() : !evidence.sharesNothing();
        pair(one, other, by, same);
        if (same) {
            int least = Math.min(person[one], person[other]);
            int greatest = Math.max(person[one], person[other]);
            for (int i = 0; i < person.length; i++) {
                person[i] = person[i] == greatest ? least : person[i];
            }
        }
    }

    /** In order of row. */
    public List<Pair> pairs() {
        return List.copyOf(pairs);
    }

    /**
     * All participants, those who are one person marked as episodes of theirs.
     *
     * @param order the date that says which episode is the first and which the last; rows without it are neither, if others have it
     */
    public List<Participant> episodes(Repeated rule, ParticipantDate order) {
        Map<Integer, List<Participant>> people = new TreeMap<>();
        for (int i = 0; i < person.length; i++) {
            people.computeIfAbsent(person[i], p -> new ArrayList<>()).add(participants.get(i));
        }
        List<Participant> all = new ArrayList<>();
        for (List<Participant> ofOne : people.values()) {
            ParticipantId followed = followed(ofOne, rule, order);
            for (Participant participant : ofOne) {
                all.add(
                        ofOne.size() == 1
                                ? participant
                                : participant.with(new Participant.Episode(
                                        ofOne.get(0).id(), followed == null || followed.equals(participant.id()))));
            }
        }
        all.sort(Comparator.comparing(Participant::source).thenComparing(Participant::id));
        return all;
    }

    /** Null: each of them. */
    private static @Nullable ParticipantId followed(List<Participant> ofOne, Repeated rule, ParticipantDate order) {
        Comparator<Participant> byDate = Comparator.comparing(
                participant -> participant.date(order),
                Comparator.nullsLast(
                        rule == Repeated.LAST_EPISODE
                                ? Comparator.<LocalDate>reverseOrder()
                                : Comparator.naturalOrder()));
        return rule == Repeated.FIRST_EPISODE || rule == Repeated.LAST_EPISODE
                ? ofOne.stream().min(byDate).map(Participant::id).orElseThrow()
                : null;
    }

    /** The row of each person of whom most is known, to be linked for all of them. */
    static List<Participant> people(List<Participant> participants) {
        Map<ParticipantId, Participant> best = new HashMap<>();
        for (Participant participant : participants) {
            best.merge(of(participant), participant, (one, other) -> known(other) > known(one) ? other : one);
        }
        return participants.stream()
                .filter(participant -> participant.equals(best.get(of(participant))))
                .toList();
    }

    private static long known(Participant participant) {
        long known = participant.date(ParticipantDate.INDEX_CONVICTION) == null ? 0 : 1;
        for (PersonField field : PersonField.values()) {
            known += field.isKnown(participant.details()) ? 1 : 0;
        }
        return known;
    }

    /** The person whom an episode is of. */
    static ParticipantId of(Participant participant) {
        return participant.episode() == null
                ? participant.id()
                : participant.episode().person();
    }

    /** What was decided of one row of each person, for all of their rows; a review asks about a person once. */
    static ReviewedLinkage forAll(ReviewedLinkage linkage, List<Participant> participants, LinkageRun run) {
        Map<ParticipantId, Participant> byId = new HashMap<>();
        participants.forEach(participant -> byId.put(participant.id(), participant));
        Map<ParticipantId, List<Participant>> others = new HashMap<>();
        List<Participant> linked = people(participants);
        Map<ParticipantId, ParticipantId> linkedOf = new HashMap<>();
        linked.forEach(participant -> linkedOf.put(of(participant), participant.id()));
        for (Participant participant : participants) {
            ParticipantId own = Objects.requireNonNull(linkedOf.get(of(participant)));
            if (!own.equals(participant.id())) {
                others.computeIfAbsent(own, id -> new ArrayList<>()).add(participant);
            }
        }
        if (others.isEmpty()) {
            return linkage;
        }
        LinkageResult result = linkage.result();
        List<LinkDecision> decisions = new ArrayList<>();
        for (LinkDecision decision : result.decisions()) {
            decisions.add(decision);
            for (Participant other : others.getOrDefault(decision.participant(), List.of())) {
                decisions.add(new LinkDecision(
                        other.id(),
                        decision.status(),
                        decision.person(),
                        decision.weight(),
                        decision.probability(),
                        run.warnings(other, decision)));
            }
        }
        decisions.sort(Comparator.comparing(LinkDecision::participant));
        List<CandidatePair> pairs = new ArrayList<>(result.pairs());
        result.pairs()
                .forEach(pair -> others.getOrDefault(pair.participant(), List.of())
                        .forEach(other -> pairs.add(pair.of(other.id()))));
        pairs.sort(Comparator.comparing(CandidatePair::participant)); // a stable sort keeps the order of each one's
        return new ReviewedLinkage(
                result.with(pairs, decisions),
                linkage.doubts(),
                linkage.verdicts(),
                linkage.joins(),
                linkage.model(),
                linkage.possible().with(others));
    }
}
