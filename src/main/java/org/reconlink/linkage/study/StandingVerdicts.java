package org.reconlink.linkage.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Participant;
import org.reconlink.linkage.study.Claim.Candidate;
import org.reconlink.linkage.study.PersonIds.IdentityHash;
import org.reconlink.linkage.study.Verdict.VerdictUse;

/**
 * The verdicts that still hold, by the pair they decide: the participant's details are what the reviewers saw, and the
 * identity that they saw is among those of a candidate.
 */
final class StandingVerdicts {
    static final String DECIDED = "verdict of clerical review";
    static final String CONTRADICTED = "verdicts of clerical review contradict one another";
    private static final String NO_PARTICIPANT = "the participant is no longer in the study";
    private static final String OTHER_DETAILS = "the participant's details have changed";
    private static final String OTHER_IDENTITY =
            "the person's identity has changed or is no longer found by a blocking rule";
    private static final String NOT_BEST = "another identity of the person now agrees better";

    private final List<Participant> participants;
    private final List<List<Candidate>> candidates;
    private final Extract extract;
    private final Set<Candidate> confirmed = new HashSet<>();
    private final Set<Candidate> ruledOut = new HashSet<>();
    private final Set<Candidate> contradicted = new HashSet<>();
    private final List<VerdictUse> uses = new ArrayList<>();

    /**
     * Looks up each verdict.
     *
     * @param candidates by participant
     */
    StandingVerdicts(
            List<Verdict> verdicts, List<Participant> participants, List<List<Candidate>> candidates, Extract extract) {
        this.participants = participants;
        this.candidates = candidates;
        this.extract = extract;
        verdicts.stream()
                .sorted(Comparator.comparing(Verdict::participant).thenComparing(Verdict::key))
                .forEach(verdict -> uses.add(use(verdict)));
        contradicted.addAll(confirmed.stream().filter(ruledOut::contains).toList());
        contradicted.addAll(shared(Candidate::participant));
        contradicted.addAll(shared(Candidate::person));
        confirmed.removeAll(contradicted);
        ruledOut.removeAll(contradicted);
    }

    boolean confirms(Candidate candidate) {
        return confirmed.contains(candidate);
    }

    boolean rulesOut(Candidate candidate) {
        return ruledOut.contains(candidate);
    }

    /** A participant gets one person at most and a person one participant, whatever reviewers say. */
    boolean contradicts(Candidate candidate) {
        return contradicted.contains(candidate);
    }

    Set<Candidate> confirmed() {
        return Set.copyOf(confirmed);
    }

    List<VerdictUse> uses() {
        return List.copyOf(uses);
    }

    private VerdictUse use(Verdict verdict) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < participants.size(); i++) {
            if (participants.get(i).id().equals(verdict.participant())) {
                places.add(i);
            }
        }
        if (places.isEmpty()) {
            return new VerdictUse(verdict, null, NO_PARTICIPANT);
        }
        places.removeIf(i -> !IdentityHash.of(participants.get(i).details()).equals(verdict.participantHash()));
        return places.isEmpty()
                ? new VerdictUse(verdict, null, OTHER_DETAILS)
                : use(verdict, candidates.get(places.get(0)));
    }

    private VerdictUse use(Verdict verdict, List<Candidate> ofParticipant) {
        Candidate candidate = ofParticipant.stream()
                .filter(c -> hasIdentity(c, verdict.identityHash()))
                .findFirst()
                .orElse(null);
        if (candidate == null) {
            return new VerdictUse(verdict, null, OTHER_IDENTITY);
        }
        @Nullable
        String stale = verdict.match() || isIdentity(candidate.identity(), verdict.identityHash()) ? null : NOT_BEST;
        if (stale == null) {
            (verdict.match() ? confirmed : ruledOut).add(candidate);
        }
        return new VerdictUse(verdict, extract.personId(candidate.person()), stale);
    }

    private boolean hasIdentity(Candidate candidate, String hash) {
        for (int i = extract.firstIdentity(candidate.person()); i < extract.endOfIdentities(candidate.person()); i++) {
            if (isIdentity(i, hash)) {
                return true;
            }
        }
        return false;
    }

    private boolean isIdentity(int identity, String hash) {
        return IdentityHash.of(extract.details(identity)).equals(hash);
    }

    private List<Candidate> shared(Function<Candidate, Integer> by) {
        Map<Integer, List<Candidate>> groups =
                confirmed.stream().collect(Collectors.groupingBy(by, HashMap::new, Collectors.toList()));
        return groups.values().stream()
                .filter(group -> group.size() > 1)
                .flatMap(List::stream)
                .toList();
    }
}
