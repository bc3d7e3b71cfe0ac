package org.reconlink.job;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.CustodySpell;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantId;

/** Finds whose a custody spell is, by the one number that the sheet has. */
final class SpellOwners {
    private final Map<CustodySpell.PersonKey, ParticipantId> owners = new HashMap<>();

    SpellOwners(List<Participant> participants) {
        for (Participant participant : participants) {
            own(new CustodySpell.PersonKey(participant.id(), null, null), participant);
            if (participant.details().prisonNumber() != null) {
                own(new CustodySpell.PersonKey(null, participant.details().prisonNumber(), null), participant);
            }
            if (participant.details().pncId() != null) {
                own(new CustodySpell.PersonKey(null, null, participant.details().pncId()), participant);
            }
        }
    }

    private void own(CustodySpell.PersonKey key, Participant participant) {
        owners.put(key, participant.id());
    }

    /** The participant, or null if the spell is nobody's. */
    @Nullable
    ParticipantId owner(CustodySpell spell) {
        return owners.get(spell.person());
    }

    /** The spells of each participant who has any. */
    Map<ParticipantId, List<CustodySpell>> byOwner(List<CustodySpell> spells) {
        return spells.stream()
                .filter(spell -> owner(spell) != null)
                .collect(Collectors.groupingBy(spell -> java.util.Objects.requireNonNull(owner(spell))));
    }
}
