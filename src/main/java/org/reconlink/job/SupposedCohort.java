package org.reconlink.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reconlink.job.ExtractWire.Wanted;
import org.reconlink.kernel.ConvictionRecord;
import org.reconlink.kernel.CustodySpell;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PersonName;
import org.reconlink.kernel.PncId;
import org.reconlink.linkage.study.LinkDecision;
import org.reconlink.linkage.study.LinkageResult;
import org.reconlink.linkage.study.PersonId;
import org.reconlink.linkage.study.PersonIds;
import org.reconlink.linkage.study.PersonJoins;
import org.reconlink.linkage.study.PossiblePairs;
import org.reconlink.linkage.study.PossiblePairs.PossiblePair;
import org.reconlink.outcome.AuditedOutcome;
import org.reconlink.outcome.Definition.Answer;
import org.reconlink.outcome.SupposedOutcomes;
import org.reconlink.outcome.SupposedOutcomes.History;
import org.reconlink.publish.Pseudonyms;
import org.reconlink.review.Tracing;
import org.reconlink.statistics.Proportion;
import org.reconlink.statistics.uncertainty.AuditedRate;
import org.reconlink.statistics.uncertainty.LinkEvidence;
import org.reconlink.statistics.uncertainty.LinkEvidence.PossibleLink;
import org.reconlink.store.WorkingStore;

/** The participants who are in the study if only they have a link, with the outcomes that persons of the extract imply. */
final class SupposedCohort {
    /** So many outcomes of persons of the extract in participants' windows tell their share to a third of a point. */
    private static final int OUTCOMES = 40_000;

    private final List<Participant> participants;
    private final Map<ParticipantId, List<CustodySpell>> spells;
    private final SupposedOutcomes supposed;
    private final Map<PersonId, History> histories = new HashMap<>();
    private final History nothing;
    private final long persons;
    private final Map<ParticipantId, Map<PersonId, List<Answer>>> answers = new HashMap<>();
    private final List<double[]> sampledWith = new ArrayList<>();

    SupposedCohort(
            List<Participant> participants,
            Map<ParticipantId, List<CustodySpell>> spells,
            SupposedOutcomes supposed,
            CandidateHistories histories,
            long persons) {
        this.participants = participants.stream().filter(supposed::included).toList();
        this.spells = spells;
        this.supposed = supposed;
        this.persons = persons;
        this.nothing = supposed.history(List.of());
        histories.candidates().forEach((person, rows) -> this.histories.put(person, supposed.history(rows)));
        sample(histories.sampled());
    }

    /** The outcomes of the sampled persons, each in the windows of some participants in turn. */
    private void sample(Map<PersonId, List<ConvictionRecord>> sampled) {
        if (participants.isEmpty() || sampled.isEmpty()) {
            return;
        }
        int each = Math.max(1, Math.min(participants.size(), OUTCOMES / sampled.size()));
        int next = 0;
        for (List<ConvictionRecord> rows : sampled.values()) {
            History history = supposed.history(rows);
            for (int i = 0; i < each; i++) {
                count(answers(participants.get(next), history));
                next = (next + 1) % participants.size();
            }
        }
    }

    private void count(List<Answer> given) {
        for (int window = 0; window < given.size(); window++) {
            if (sampledWith.size() <= window) {
                sampledWith.add(new double[3]);
            }
            if (given.get(window) != Answer.NOT_OBSERVED) {
                sampledWith
                        .get(window)[
                        switch (given.get(window)) {
                            case YES -> 1;
                            case UNKNOWN -> 2;
                            case NO, NO_UNLESS_UNDATED, NOT_OBSERVED -> 0;
                        }]++;
            }
        }
    }

    private List<Answer> answers(Participant participant, History history) {
        return supposed.of(participant, history, spells.getOrDefault(participant.id(), List.of()));
    }

    /** What links are worth is worked out for people who are one participant each. */
    boolean isOfDifferentPeople() {
        List<ParticipantId> people = participants.stream()
                .map(Participant::episode)
                .filter(Objects::nonNull)
                .map(Participant.Episode::person)
                .toList();
        return people.stream().distinct().count() == people.size();
    }

    private Answer answer(Participant participant, PersonId person, int window) {
        return answers.computeIfAbsent(participant.id(), id -> new HashMap<>())
                .computeIfAbsent(person, p -> answers(participant, histories.getOrDefault(p, nothing)))
                .get(window);
    }

    /** Whether of some participant who may be one of these persons it is not known then whether they have the outcome. */
    boolean leavesUnknown(int window) {
        return answers.values().stream()
                .flatMap(ofPersons -> ofPersons.values().stream())
                .anyMatch(given -> given.get(window) == Answer.UNKNOWN);
    }

    /**
     * Those with the outcome among the observed, if the participants were these persons.
     *
     * @param having the answers that are taken as having it
     */
    Proportion rate(int window, Map<ParticipantId, PersonId> links, Set<Answer> having) {
        int with = 0;
        int observed = 0;
        for (Participant participant : participants) {
            PersonId person = links.get(participant.id());
            if (person != null) {
                Answer answer = answer(participant, person, window);
                observed += answer == Answer.NOT_OBSERVED ? 0 : 1;
                with += having.contains(answer) ? 1 : 0;
            }
        }
        return new Proportion(with, observed);
    }

    /** What the sample of the unlinked says of those who are in the study and whose outcome would be observed. */
    AuditedRate audited(int window, UnlinkedAudit audit, Proportion confident) {
        Set<ParticipantId> drawn = Set.copyOf(audit.drawn());
        Set<ParticipantId> lookedFor = Set.copyOf(audit.sampled());
        int unlinked = 0;
        int sampled = 0;
        int traced = 0;
        int with = 0;
        for (Participant participant : participants) {
            if (drawn.contains(participant.id())
                    && answers(participant, nothing).get(window) != Answer.NOT_OBSERVED) {
                unlinked++;
                sampled += lookedFor.contains(participant.id()) ? 1 : 0;
                Answer answer = traced(participant, audit) ? answer(participant, audit, window) : Answer.NOT_OBSERVED;
                traced += answer == Answer.YES || answer.isNo() ? 1 : 0;
                with += answer == Answer.YES ? 1 : 0;
            }
        }
        return new AuditedRate(confident, unlinked, sampled, traced, with);
    }

    /** The outcomes of the sample, in the order of the draw. */
    List<AuditedOutcome> auditedOutcomes(UnlinkedAudit audit) {
        Map<ParticipantId, Participant> known = new HashMap<>();
        participants.forEach(participant -> known.put(participant.id(), participant));
        return audit.sampled().stream()
                .map(known::get)
                .filter(Objects::nonNull)
                .map(participant -> new AuditedOutcome(
                        participant.id(),
                        traced(participant, audit),
                        audit.weight(),
                        traced(participant, audit) ? answers(participant, audit) : List.of()))
                .toList();
    }

    /** Whether the extract has the person whom they were traced to: what it does not have is not known to be nothing. */
    private boolean traced(Participant participant, UnlinkedAudit audit) {
        PersonId person = audit.persons().get(participant.id());
        return person != null && histories.containsKey(person);
    }

    private List<Answer> answers(Participant participant, UnlinkedAudit audit) {
        return answers(
                participant,
                Objects.requireNonNull(histories.get(audit.persons().get(participant.id()))));
    }

    private Answer answer(Participant participant, UnlinkedAudit audit, int window) {
        return answers(participant, audit).get(window);
    }

    /**
     * What the linkage knows of those whose outcome would be observed; empty if there is nobody.
     *
     * @param having the answers that are taken as having the outcome
     */
    Optional<LinkEvidence> evidence(int window, PossiblePairs possible, Set<Answer> having) {
        Map<ParticipantId, Integer> places = new HashMap<>();
        List<Participant> observed = new ArrayList<>();
        for (Participant participant : participants) {
            if (answers(participant, nothing).get(window) != Answer.NOT_OBSERVED) {
                places.put(participant.id(), places.size());
                observed.add(participant);
            }
        }
        Map<PersonId, Integer> numbers = new HashMap<>();
        List<PossibleLink> links = new ArrayList<>();
        for (PossiblePair pair : possible.pairs()) {
            Integer place = places.get(pair.participant());
            if (place != null) {
                links.add(new PossibleLink(
                        place,
                        numbers.computeIfAbsent(pair.person(), p -> numbers.size()),
                        having.contains(answer(observed.get(place), pair.person(), window)),
                        pair.levels(),
                        pair.logU()));
            }
        }
        if (places.isEmpty() || links.isEmpty()) {
            return Optional.empty();
        }
        double[] counted = sampledWith.get(window);
        double with = counted[1] + (having.contains(Answer.UNKNOWN) ? counted[2] : 0);
        double share = with / Math.max(1, counted[0] + counted[1] + counted[2]);
        return Optional.of(
                new LinkEvidence(places.size(), persons * share, persons * (1 - share), possible.m(), links, null));
    }

    /**
     * Conviction rows of those who may be participants, and of a fixed share of everybody, from one more reading of the extract.
     * Held in memory for as long as the rate is estimated; those of the sample without names.
     *
     * @param candidates rows of each person who may be a participant
     * @param sampled rows of each person of the sample, in order of person
     */
    record CandidateHistories(
            Map<PersonId, List<ConvictionRecord>> candidates, Map<PersonId, List<ConvictionRecord>> sampled) {
        private static final int PERSONS = 20_000;
        private static final int PROGRESS_EVERY = 20_000;
        private static final PersonDetails NOBODY =
                new PersonDetails(new PersonName(null, null, null), List.of(), null, null, null, null, null, List.of());

        static CandidateHistories read(
                ConvictionExtract extract, Set<PersonId> wanted, PersonJoins joins, long persons, Progress progress)
                throws IOException {
            CandidateHistories histories = new CandidateHistories(new HashMap<>(), new TreeMap<>());
            long stride = Math.max(1, persons / PERSONS);
            Set<Integer> hashes = RowPlaces.hashes(wanted, joins);
            joins.joins().stream()
                    .filter(join -> Wanted.isSampled(join.person().hash(), stride))
                    .forEach(join -> hashes.add(join.own().hash()));
            joins.apart().stream()
                    .filter(one -> Wanted.isSampled(one.person().hash(), stride))
                    .flatMap(one -> Stream.of(one.own(), one.byPncId()))
                    .forEach(person -> hashes.add(person.hash()));
            PersonJoins.Finder finder = joins.finder();
            try (ConvictionExtract.Rows rows = extract.read(new Wanted(hashes, stride))) {
                long taken = 0;
                for (ConvictionRecord row = rows.next(); row != null; row = rows.next()) {
                    histories.take(row, finder.of(row.person()), wanted, stride);
                    taken++;
                    if (taken % PROGRESS_EVERY == 0) {
                        progress.rowsRead(row.source().file(), taken, rows.expected());
                    }
                }
            }
            return histories;
        }

        private void take(ConvictionRecord row, PersonId person, Set<PersonId> wanted, long stride) {
            if (wanted.contains(person)) {
                candidates.computeIfAbsent(person, p -> new ArrayList<>()).add(row);
            }
            if (Wanted.isSampled(person.hash(), stride)) {
                sampled.computeIfAbsent(person, p -> new ArrayList<>()).add(row.of(NOBODY));
            }
        }

        /** Nothing about a person. */
        @Override
        public String toString() {
            return "CandidateHistories[withheld]";
        }
    }

    /**
     * The unlinked of a run, the audited sample of them and whom its people were traced to. The unlinked are drawn in the order of
     * their pseudonyms: hashes under the study's key, so that nobody chooses, a larger sample keeps a smaller one, and whoever has
     * the dataset can see that the sample is the first of them.
     *
     * @param drawn the unlinked and those in review who are in the study if only they have a link, in the order of the draw
     * @param sampled the first of them, as far as all were looked for
     * @param persons whom those who were traced are in the extract, if they are; nobody who is linked to somebody else
     */
    record UnlinkedAudit(List<ParticipantId> drawn, List<ParticipantId> sampled, Map<ParticipantId, PersonId> persons) {
        private static final PersonName NO_NAME = new PersonName(null, null, null);

        UnlinkedAudit {
            drawn = List.copyOf(drawn);
            sampled = List.copyOf(sampled);
            persons = Map.copyOf(persons);
        }

        static UnlinkedAudit of(
                RunContext run,
                WorkingStore store,
                List<Participant> participants,
                LinkageResult linkage,
                SupposedOutcomes supposed) {
            Set<PersonId> taken = new HashSet<>();
            Set<ParticipantId> linked = new HashSet<>();
            for (LinkDecision decision : linkage.decisions()) {
                if (decision.person() != null) {
                    taken.add(decision.person());
                    linked.add(decision.participant());
                }
            }
            Map<ParticipantId, Participant> unlinked = participants.stream()
                    .filter(participant -> !linked.contains(participant.id()))
                    .filter(supposed::included)
                    .collect(Collectors.toMap(Participant::id, participant -> participant));
            Map<ParticipantId, String> pseudonyms =
                    new Pseudonyms(run.key(), run.study().id()).of(unlinked.keySet());
            List<Participant> drawn = pseudonyms.entrySet().stream()
                    .sorted(Map.Entry.comparingByValue())
                    .map(entry -> unlinked.get(entry.getKey()))
                    .toList();
            List<Tracing> sample = Tracing.sample(drawn, store.tracings().all());
            Map<ParticipantId, PersonId> persons = new HashMap<>();
            for (Tracing tracing : sample) {
                PncId found = tracing.found();
                if (found != null && taken.add(person(found))) {
                    persons.put(tracing.participant(), person(found));
                }
            }
            return new UnlinkedAudit(
                    drawn.stream().map(Participant::id).toList(),
                    sample.stream().map(Tracing::participant).toList(),
                    persons);
        }

        private static PersonId person(PncId id) {
            return PersonIds.of(new PersonDetails(NO_NAME, List.of(), null, null, id, null, null, List.of()));
        }

        /** How many of the unlinked each of the sample stands for. */
        double weight() {
            return (double) drawn.size() / sampled.size();
        }
    }
}
