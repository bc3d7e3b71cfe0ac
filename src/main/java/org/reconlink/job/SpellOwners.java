package org.reconlink.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.reconlink.kernel.CustodySpell;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantId;

/** Finds whose a custody spell is, by the one number that the sheet has. */
final class SpellOwners {
    private final Map<CustodySpell.PersonKey, Set<ParticipantId>> owners = new HashMap<>();

    SpellOwners(List<Participant> participants) {
        Map<ParticipantId, List<Participant>> people =
                participants.stream().collect(Collectors.groupingBy(SpellOwners::person));
        for (Participant participant : participants) {
            for (Participant episode : people.getOrDefault(person(participant), List.of())) {
                own(new CustodySpell.PersonKey(participant.id(), null, null), episode);
                if (participant.details().prisonNumber() != null) {
                    own(new CustodySpell.PersonKey(null, participant.details().prisonNumber(), null), episode);
                }
                if (participant.details().personKey() != null) {
                    own(
                            new CustodySpell.PersonKey(
                                    null, null, null, participant.details().personKey()),
                            episode);
                }
                if (participant.details().pncId() != null) {
                    own(
                            new CustodySpell.PersonKey(
                                    null, null, participant.details().pncId()),
                            episode);
                }
            }
        }
    }

    private static ParticipantId person(Participant participant) {
        return participant.episode() == null
                ? participant.id()
                : participant.episode().person();
    }

    private void own(CustodySpell.PersonKey key, Participant participant) {
        owners.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(participant.id());
    }

    /** The participants: none if the spell is nobody's, several if they are rows of one person. */
    Set<ParticipantId> owners(CustodySpell spell) {
        return owners.getOrDefault(spell.person(), Set.of());
    }

    /** The spells of each participant who has any. */
    Map<ParticipantId, List<CustodySpell>> byOwner(List<CustodySpell> spells) {
        Map<ParticipantId, List<CustodySpell>> byOwner = new HashMap<>();
        spells.forEach(spell -> owners(spell)
                .forEach(owner ->
                        byOwner.computeIfAbsent(owner, id -> new ArrayList<>()).add(spell)));
        return byOwner;
    }
}
