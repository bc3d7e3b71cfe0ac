package org.reconlink.linkage.study;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.linkage.study.Claim.Candidate;
import org.reconlink.linkage.study.Linker.EarlierLink;

/**
 * The links of an earlier run among the candidates of this one: the same participant, and a person one of whose identities
 * is that person's.
 */
final class EarlierLinks {
    static final String KEPT = "kept: a link of an earlier run, from keep link from to below link from";
    static final String KEPT_WARNING =
            LinkWarnings.EARLIER + "kept though its match probability is now below link from";
    private static final String BROKEN = LinkWarnings.EARLIER + "broken: ";
    private static final String NOT_FOUND = "the person is no longer in the extracts or no blocking rule finds it";
    private static final String ANOTHER = "the participant or the person is linked to another";
    private static final String TOO_LOW = "the match probability fell below keep link from, or another pair competes";

    private final Map<Integer, @Nullable Candidate> byParticipant = new HashMap<>();

    /**
     * Looks up each link.
     *
     * @param candidates by participant
     */
    EarlierLinks(
            List<EarlierLink> links,
            List<Participant> participants,
            List<List<Candidate>> candidates,
            Extract extract) {
        Map<ParticipantId, PersonId> earlier = new HashMap<>();
        links.forEach(link -> earlier.put(link.participant(), link.person()));
        for (int i = 0; i < participants.size(); i++) {
            PersonId person = earlier.get(participants.get(i).id());
            if (person != null) {
                byParticipant.put(i, find(candidates.get(i), person, extract));
            }
        }
    }

    private static @Nullable Candidate find(List<Candidate> candidates, PersonId person, Extract extract) {
        return candidates.stream()
                .filter(candidate -> is(candidate, person, extract))
                .findFirst()
                .orElse(null);
    }

    private static boolean is(Candidate candidate, PersonId person, Extract extract) {
        if (extract.personId(candidate.person()).equals(person)) {
            return true;
        }
        for (int i = extract.firstIdentity(candidate.person()); i < extract.endOfIdentities(candidate.person()); i++) {
            if (PersonIds.of(extract.details(i)).equals(person)) {
                return true;
            }
        }
        return false;
    }

    boolean contains(Candidate candidate) {
        return candidate.equals(byParticipant.get(candidate.participant()));
    }

    /**
     * What became of the participant's link, in words without personal data; none if it is as it was.
     *
     * @param claims of the participant
     */
    List<String> warnings(int participant, List<Claim> claims, Decisions decisions) {
        if (!byParticipant.containsKey(participant)) {
            return List.of();
        }
        Candidate candidate = byParticipant.get(participant);
        if (candidate == null) {
            return List.of(BROKEN + NOT_FOUND);
        }
        List<String> warnings = new ArrayList<>();
        claims.stream()
                .filter(claim -> claim.candidate().equals(candidate))
                .forEach(claim -> warnings.addAll(warnings(claim, decisions)));
        return warnings;
    }

    private static List<String> warnings(Claim claim, Decisions decisions) {
        if (decisions.isLink(claim)) {
            return decisions.isKept(claim) ? List.of(KEPT_WARNING) : List.of();
        }
        Objection objection = claim.objection();
        if (objection != null) {
            return List.of(BROKEN + objection.reason());
        }
        return List.of(BROKEN + (decisions.isTaken(claim) ? ANOTHER : TOO_LOW));
    }
}
