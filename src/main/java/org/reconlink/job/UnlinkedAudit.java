package org.reconlink.job;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PersonName;
import org.reconlink.kernel.PncId;
import org.reconlink.linkage.study.LinkDecision;
import org.reconlink.linkage.study.LinkageResult;
import org.reconlink.linkage.study.PersonId;
import org.reconlink.linkage.study.PersonIds;
import org.reconlink.outcome.SupposedOutcomes;
import org.reconlink.publish.Pseudonyms;
import org.reconlink.review.Tracing;
import org.reconlink.store.WorkingStore;

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
