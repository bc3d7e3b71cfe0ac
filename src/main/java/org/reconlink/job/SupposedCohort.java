package org.reconlink.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.reconlink.kernel.ConvictionRecord;
import org.reconlink.kernel.CustodySpell;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.linkage.study.PersonId;
import org.reconlink.linkage.study.PossiblePair;
import org.reconlink.linkage.study.PossiblePairs;
import org.reconlink.outcome.AuditedOutcome;
import org.reconlink.outcome.Definition.Answer;
import org.reconlink.outcome.SupposedOutcomes;
import org.reconlink.outcome.SupposedOutcomes.History;
import org.reconlink.statistics.Proportion;
import org.reconlink.statistics.uncertainty.AuditedRate;
import org.reconlink.statistics.uncertainty.LinkEvidence;
import org.reconlink.statistics.uncertainty.PossibleLink;

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
                            case NO, NOT_OBSERVED -> 0;
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
                traced += answer == Answer.YES || answer == Answer.NO ? 1 : 0;
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
}
