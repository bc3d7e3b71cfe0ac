package org.reconlink.linkage.study;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.decision.Assignment;
import org.reconlink.linkage.study.CandidatePair.Decision;

/**
 * Turns claims into links, pairs for clerical review and non-links: at most one person a participant and one
 * participant a person.
 */
final class Decisions {
    private static final double NEAR = 1;
    private static final String TAKEN = "the person is linked to another participant, with greater total weight";

    private final double linkFrom;
    private final double reviewFrom;
    private final double keepFrom;
    private final StandingVerdicts verdicts;
    private final EarlierLinks earlier;
    /** By participant, best first. */
    private final List<List<Claim>> all;
    /** The same without those that a verdict decides or contradicts. */
    private final List<List<Claim>> claims;

    private final int[] assigned;
    private final Map<Integer, List<Claim>> claimsOn;
    /** Claims of one participant that reach <em>review from</em> only together. */
    private final Set<Claim> sharing;
    /** Claims on one person that do. */
    private final Set<Claim> rivals;

    private final @Nullable Claim[] links;
    private final Map<Integer, Claim> linkOf = new HashMap<>();

    /** What is done with a claim, and why in words. */
    record Ruling(Decision decision, String reason) {}

    Decisions(LinkageSettings settings, List<List<Claim>> all, StandingVerdicts verdicts, EarlierLinks earlier) {
        this.linkFrom = settings.linkFrom();
        this.reviewFrom = settings.reviewFrom();
        this.keepFrom = settings.keepLinkFrom();
        this.verdicts = verdicts;
        this.earlier = earlier;
        this.all = all;
        this.claims = open(all);
        this.assigned = assign(claims);
        this.claimsOn = new HashMap<>();
        this.sharing = new HashSet<>();
        this.rivals = new HashSet<>();
        this.links = new Claim[claims.size()];
        for (List<Claim> ofParticipant : claims) {
            ofParticipant.forEach(
                    claim -> claimsOn.computeIfAbsent(claim.candidate().person(), p -> new ArrayList<>())
                            .add(claim));
            sharing.addAll(sharing(ofParticipant));
        }
        claimsOn.values().forEach(onPerson -> rivals.addAll(sharing(onPerson)));
        decide();
    }

    private Decisions(Decisions other, double linkFrom) {
        this.linkFrom = linkFrom;
        this.reviewFrom = other.reviewFrom;
        this.keepFrom = other.keepFrom;
        this.verdicts = other.verdicts;
        this.earlier = other.earlier;
        this.all = other.all;
        this.claims = other.claims;
        this.assigned = other.assigned;
        this.claimsOn = other.claimsOn;
        this.sharing = other.sharing;
        this.rivals = other.rivals;
        this.links = new Claim[claims.size()];
        decide();
    }

    private void decide() {
        for (List<Claim> ofParticipant : all) {
            ofParticipant.stream()
                    .filter(claim -> verdicts.confirms(claim.candidate()))
                    .forEach(this::link);
        }
        for (List<Claim> ofParticipant : claims) {
            ofParticipant.stream().filter(this::links).forEach(this::link);
        }
    }

    /** The decisions on the same claims if pairs were links from another match probability. */
    Decisions linkingFrom(double probability) {
        return new Decisions(this, probability);
    }

    /** Where a participant stands. */
    LinkDecision.Status status(int participant) {
        if (links[participant] != null) {
            return LinkDecision.Status.LINKED;
        }
        return all.get(participant).stream().map(this::ruling).anyMatch(Decisions::isReview)
                ? LinkDecision.Status.IN_REVIEW
                : LinkDecision.Status.UNLINKED;
    }

    private static boolean isReview(@Nullable Ruling ruling) {
        return ruling != null && ruling.decision() == Decision.REVIEW;
    }

    /** What verdicts leave to the model: of a confirmed pair neither side is free for anybody else. */
    private List<List<Claim>> open(List<List<Claim>> all) {
        Set<Integer> participants = new HashSet<>();
        Set<Integer> persons = new HashSet<>();
        verdicts.confirmed().forEach(candidate -> {
            participants.add(candidate.participant());
            persons.add(candidate.person());
        });
        return all.stream()
                .map(ofParticipant -> ofParticipant.stream()
                        .filter(claim -> claim.objection() != Objection.RULED_OUT
                                && !verdicts.contradicts(claim.candidate())
                                && !participants.contains(claim.candidate().participant())
                                && !persons.contains(claim.candidate().person()))
                        .toList())
                .toList();
    }

    private void link(Claim claim) {
        links[claim.candidate().participant()] = claim;
        linkOf.put(claim.candidate().person(), claim);
    }

    /** The claim that links a participant; null if none does. */
    @Nullable
    Claim link(int participant) {
        return links[participant];
    }

    boolean isLink(Claim claim) {
        return claim.equals(links[claim.candidate().participant()]);
    }

    /** Whether a link rests on being one of an earlier run. */
    boolean isKept(Claim claim) {
        return claim.probability() < linkFrom && !verdicts.confirms(claim.candidate());
    }

    /** Either side of a claim that is no link belongs to one. */
    boolean isTaken(Claim claim) {
        return links[claim.candidate().participant()] != null
                || linkOf.containsKey(claim.candidate().person());
    }

    /** What is done with a claim; null if it is below <em>review from</em> and no rule decides it. */
    @Nullable
    Ruling ruling(Claim claim) {
        Ruling byVerdict = byVerdict(claim);
        if (byVerdict != null) {
            return byVerdict;
        }
        Claim link = links[claim.candidate().participant()];
        if (claim.equals(link)) {
            return isKept(claim)
                    ? new Ruling(Decision.LINK, EarlierLinks.KEPT)
                    : new Ruling(
                            Decision.LINK, "match probability reaches link from, and no other participant competes");
        }
        Objection objection = claim.objection();
        if (objection != null && objection.isOfIdentifier() && !settled(claim)) {
            return new Ruling(Decision.REVIEW, objection.reason());
        }
        boolean reaches = claim.probability() >= reviewFrom;
        boolean taken = linkOf.containsKey(claim.candidate().person());
        if (!reaches && !sharing.contains(claim) && !rivals.contains(claim)) {
            if (claim.objection() == Objection.TWIN) {
                return nonLink(Objection.TWIN.reason());
            }
            return taken && claim.withoutRivals() >= reviewFrom ? nonLink(TAKEN) : null;
        }
        if (link != null) {
            return nonLink("the participant is linked to another person");
        }
        if (taken) {
            return nonLink(TAKEN);
        }
        return new Ruling(Decision.REVIEW, whyReview(claim));
    }

    private @Nullable Ruling byVerdict(Claim claim) {
        if (verdicts.confirms(claim.candidate())) {
            return new Ruling(Decision.LINK, StandingVerdicts.DECIDED);
        }
        if (verdicts.contradicts(claim.candidate())) {
            return new Ruling(Decision.REVIEW, StandingVerdicts.CONTRADICTED);
        }
        return claim.objection() == Objection.RULED_OUT ? nonLink(StandingVerdicts.DECIDED) : null;
    }

    /** Either side belongs to a pair that reviewers confirmed. */
    private boolean settled(Claim claim) {
        Claim ofParticipant = links[claim.candidate().participant()];
        Claim ofPerson = linkOf.get(claim.candidate().person());
        return (ofParticipant != null && verdicts.confirms(ofParticipant.candidate()))
                || (ofPerson != null && verdicts.confirms(ofPerson.candidate()));
    }

    private String whyReview(Claim claim) {
        Objection objection = claim.objection();
        if (objection != null) {
            return objection.reason();
        }
        if (tied(claim)) {
            return "another person of the extract weighs the same";
        }
        if (sharing.contains(claim)) {
            return "no candidate reaches review from by itself, but together they do";
        }
        return claim.withoutRivals() >= linkFrom || rivals.contains(claim)
                ? "another participant claims the same person with about as much weight"
                : "match probability is from review from to below link from";
    }

    private static Ruling nonLink(String reason) {
        return new Ruling(Decision.NON_LINK, reason);
    }

    private boolean links(Claim claim) {
        return claim.isFree()
                && claim.probability() >= threshold(claim)
                && assigned[claim.candidate().participant()]
                        == claim.candidate().person()
                && !tied(claim)
                && !contested(claim);
    }

    private double threshold(Claim claim) {
        return earlier.contains(claim.candidate()) ? Math.min(keepFrom, linkFrom) : linkFrom;
    }

    private boolean tied(Claim claim) {
        return claims.get(claim.candidate().participant()).stream()
                .anyMatch(other ->
                        other.objection() != Objection.TWIN && other.weighsTheSame(claim) && !other.equals(claim));
    }

    /** Another participant has a claim that this one does not outweigh by the odds that its threshold asks for. */
    private boolean contested(Claim claim) {
        double from = threshold(claim);
        double margin = Math.log(from / (1 - from)) / Math.log(2);
        return claimsOn.getOrDefault(claim.candidate().person(), List.of()).stream()
                .anyMatch(other -> other.isFree()
                        && (other.probability() >= reviewFrom || hasNobodyElse(other))
                        && claim.score() - other.score() < Math.max(1e-9, margin)
                        && !other.equals(claim));
    }

    /** The claim would be reviewed if no other participant made one, and nothing else that may be a link is its participant's. */
    private boolean hasNobodyElse(Claim claim) {
        return claim.withoutRivals() >= reviewFrom
                && claims.get(claim.candidate().participant()).stream()
                        .noneMatch(other -> other.isFree() && other.probability() >= reviewFrom);
    }

    /**
     * The claims that score within {@value #NEAR} bit of the best where none reaches <em>review from</em> by itself but
     * they do together; else none.
     *
     * @param ofOneSide claims of one participant or on one person
     */
    private List<Claim> sharing(List<Claim> ofOneSide) {
        List<Claim> free = ofOneSide.stream().filter(Claim::isFree).toList();
        if (free.isEmpty() || ofOneSide.stream().anyMatch(this::reachesReview)) {
            return List.of();
        }
        double best = free.stream().mapToDouble(Claim::score).max().orElseThrow();
        List<Claim> near =
                free.stream().filter(claim -> claim.score() >= best - NEAR).toList();
        double sum = near.stream().mapToDouble(Claim::probability).sum();
        return sum >= reviewFrom ? near : List.of();
    }

    private boolean reachesReview(Claim claim) {
        return claim.objection() != Objection.TWIN && claim.probability() >= reviewFrom;
    }

    private static int[] assign(List<List<Claim>> claims) {
        List<Assignment.Edge> edges = new ArrayList<>();
        for (List<Claim> ofParticipant : claims) {
            for (Claim claim : ofParticipant) {
                if (claim.isFree() && claim.score() > 0) {
                    edges.add(new Assignment.Edge(
                            claim.candidate().participant(), claim.candidate().person(), claim.score()));
                }
            }
        }
        return Assignment.assign(claims.size(), edges);
    }
}
