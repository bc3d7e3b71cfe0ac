package org.reconlink.linkage;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.linkage.CandidatePair.Decision;
import org.reconlink.linkage.Claim.Objected;
import org.reconlink.linkage.Decisions.Ruling;

/** One linkage of some participants with an extract. */
final class LinkageRun {
    private final LinkageSettings settings;
    private final List<BlockingRule> rules;
    private final List<Participant> participants;
    private final List<Subject> subjects;
    private final Extract extract;
    private final Map<String, Long> pairsByRule;
    private final Model model;
    private final Weigher weigher;
    private final PairScan.Found found;
    private final List<List<Claim>> claims;
    private final double expectedShare;
    private final StandingVerdicts verdicts;
    private final EarlierLinks earlier;
    private final Decisions decisions;
    private final SelfMatch selfMatch;
    private final List<Doubt> doubts = new ArrayList<>();

    /**
     * Blocks, compares, weighs and decides.
     *
     * @param rules those of the settings
     * @param base the model, or where training starts
     * @param counted hears how many pairs each rule finds, before any is compared
     * @param participants in order of participant
     */
    LinkageRun(
            LinkageSettings settings,
            List<BlockingRule> rules,
            Model base,
            Consumer<Map<String, Long>> counted,
            List<Participant> participants,
            Extract extract,
            List<Verdict> verdicts,
            List<EarlierLink> earlierLinks) {
        this.settings = settings;
        this.rules = rules;
        this.participants = participants;
        this.subjects = participants.stream().map(LinkageRun::subject).toList();
        this.extract = extract;
        Blocking blocking = new Blocking(rules, subjects);
        this.pairsByRule = new PairBudget(extract, rules, subjects.size(), blocking).check(counted);
        Frequencies frequencies = Frequencies.of(extract);
        this.model = settings.train()
                ? new ModelTraining(settings, base, rules, subjects, extract, frequencies).model()
                : base;
        this.weigher = new Weigher(settings.compare(), model, frequencies);
        this.found = new PairScan(extract, subjects, blocking, weigher).scan();
        this.verdicts = new StandingVerdicts(verdicts, participants, found.candidates(), extract);
        Coverage coverage = new Coverage(rules, model);
        double[] leftOut = subjects.stream()
                .mapToDouble(subject -> 1 - coverage.of(subject))
                .toArray();
        JointClaims joint = JointClaims.of(
                found.candidates().stream().map(this::objected).toList(),
                leftOut,
                this.verdicts.confirmed(),
                extract.persons(),
                settings.expectedShare());
        this.claims = joint.claims();
        this.expectedShare = joint.expectedShare();
        this.earlier = new EarlierLinks(earlierLinks, participants, found.candidates(), extract);
        this.decisions = new Decisions(settings, claims, this.verdicts, earlier);
        this.selfMatch = new SelfMatch(expectedShare, rules, coverage, weigher, extract.persons());
    }

    private static Subject subject(Participant participant) {
        LocalDate indexConviction = participant.date(ParticipantDate.INDEX_CONVICTION);
        return Subject.of(participant.details(), indexConviction == null ? List.of() : List.of(indexConviction));
    }

    private List<Objected> objected(List<Candidate> candidates) {
        return candidates.stream()
                .map(c -> new Objected(c, verdicts.rulesOut(c) ? Objection.RULED_OUT : objection(c)))
                .toList();
    }

    private @Nullable Objection objection(Candidate candidate) {
        return Objection.to(subjects.get(candidate.participant()), identity(candidate));
    }

    private Subject identity(Candidate candidate) {
        return extract.subject(candidate.person(), candidate.identity());
    }

    LinkageResult result() {
        List<CandidatePair> pairs = new ArrayList<>();
        List<LinkDecision> decided = new ArrayList<>();
        for (int i = 0; i < participants.size(); i++) {
            pairs.addAll(pairs(i));
            decided.add(decision(i));
        }
        return new LinkageResult(
                pairs,
                decided,
                pairsByRule,
                found.comparedPairs(),
                extract.identities(),
                extract.persons(),
                model.source(),
                new Diagnosis(settings, expectedShare, subjects, extract).of(model, decisions, selfMatch));
    }

    private List<CandidatePair> pairs(int participant) {
        List<CandidatePair> pairs = new ArrayList<>();
        Map<PersonId, Candidate> candidates = new HashMap<>();
        for (Claim claim : claims.get(participant)) {
            Ruling ruling = decisions.ruling(claim);
            if (ruling != null) {
                CandidatePair pair = pair(claim, ruling);
                pairs.add(pair);
                candidates.put(pair.person(), claim.candidate());
            }
        }
        pairs.sort(Comparator.comparingDouble(CandidatePair::probability)
                .reversed()
                .thenComparing(CandidatePair::person));
        pairs.stream()
                .filter(pair -> pair.decision() == Decision.REVIEW)
                .forEach(pair -> doubts.add(doubt(Objects.requireNonNull(candidates.get(pair.person())))));
        return pairs;
    }

    private CandidatePair pair(Claim claim, Ruling ruling) {
        Candidate candidate = claim.candidate();
        return new CandidatePair(
                participants.get(candidate.participant()).id(),
                extract.personId(candidate.person()),
                extract.firstSource(candidate.identity()),
                rulesOf(candidate),
                weigher.compare(subjects.get(candidate.participant()), identity(candidate)),
                candidate.weight(),
                claim.probability(),
                ruling.decision(),
                ruling.reason());
    }

    /** What outcomes may be asked of later: the linkage itself is finished and does not change for it. */
    PossiblePairs possible(LinkageResult result, PersonJoins joins) {
        PossibleLevels levels = PossibleLevels.of(settings, model, subjects, extract);
        List<PossiblePair> pairs = new ArrayList<>();
        claims.stream()
                .flatMap(List::stream)
                .filter(claim -> claim.probability() >= PossiblePairs.LEAST
                        && (claim.objection() == null || !claim.objection().standsAside()))
                .forEach(claim -> pairs.add(possible(claim.candidate(), levels)));
        return new PossiblePairs(
                levels.m(),
                pairs,
                result.diagnostics().thresholds().stream()
                        .map(at -> linksAt(at.threshold()))
                        .toList(),
                joins);
    }

    private PossiblePair possible(Candidate candidate, PossibleLevels levels) {
        List<ComparedField> compared = weigher.compare(subjects.get(candidate.participant()), identity(candidate));
        return new PossiblePair(
                participants.get(candidate.participant()).id(),
                extract.personId(candidate.person()),
                levels.levels(compared),
                levels.logU(compared, verdicts.confirms(candidate)));
    }

    private PossiblePairs.LinksAt linksAt(double threshold) {
        Decisions at = decisions.linkingFrom(threshold);
        Map<ParticipantId, PersonId> persons = new HashMap<>();
        for (int i = 0; i < participants.size(); i++) {
            Claim link = at.link(i);
            if (link != null) {
                persons.put(
                        participants.get(i).id(),
                        extract.personId(link.candidate().person()));
            }
        }
        return new PossiblePairs.LinksAt(threshold, persons);
    }

    private Doubt doubt(Candidate candidate) {
        Participant participant = participants.get(candidate.participant());
        List<PersonDetails> others = new ArrayList<>();
        for (int i = extract.firstIdentity(candidate.person()); i < extract.endOfIdentities(candidate.person()); i++) {
            if (i != candidate.identity()) {
                others.add(extract.details(i));
            }
        }
        return new Doubt(
                participant.id(),
                extract.personId(candidate.person()),
                extract.details(candidate.identity()),
                others,
                verdicts.contradicts(candidate),
                Doubt.near(
                        participant.date(ParticipantDate.INDEX_CONVICTION),
                        identity(candidate).dates()));
    }

    private List<String> rulesOf(Candidate candidate) {
        List<String> labels = new ArrayList<>();
        for (int rule = 0; rule < rules.size(); rule++) {
            if ((candidate.rules() >> rule & 1) == 1) {
                labels.add(rules.get(rule).label());
            }
        }
        return labels;
    }

    private LinkDecision decision(int participant) {
        Claim link = decisions.link(participant);
        List<Claim> all = claims.get(participant);
        Claim best = link != null ? link : best(all);
        return new LinkDecision(
                participants.get(participant).id(),
                decisions.status(participant),
                link == null ? null : extract.personId(link.candidate().person()),
                best == null ? null : (Double) best.candidate().weight(),
                best == null ? null : (Double) best.probability(),
                warnings(participant, link));
    }

    /** Whom reviewers ruled out is the best only where there is nobody else. */
    private @Nullable Claim best(List<Claim> all) {
        return all.stream()
                .filter(claim -> claim.objection() != Objection.RULED_OUT)
                .findFirst()
                .orElse(all.isEmpty() ? null : all.get(0));
    }

    private List<String> warnings(int participant, @Nullable Claim link) {
        Evidence evidence = link == null ? null : new Evidence(subjects.get(participant), identity(link.candidate()));
        boolean mistyped = claims.get(participant).stream()
                .map(this::ofTheRecords)
                .anyMatch(Objection.MISTYPED_IDENTIFIER::equals);
        List<String> stale = verdicts.uses().stream()
                .filter(use -> use.verdict()
                        .participant()
                        .equals(participants.get(participant).id()))
                .map(VerdictUse::stale)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        List<String> warnings = new ArrayList<>(LinkWarnings.of(evidence, mistyped, stale));
        warnings.addAll(earlier.warnings(participant, claims.get(participant), decisions));
        return warnings;
    }

    private @Nullable Objection ofTheRecords(Claim claim) {
        return claim.objection() == Objection.RULED_OUT ? objection(claim.candidate()) : claim.objection();
    }

    /** Pairs for clerical review, once {@link #result} has been asked for. */
    List<Doubt> doubts() {
        return doubts;
    }

    List<VerdictUse> verdictUses() {
        return verdicts.uses();
    }

    /** The model that weighed the pairs. */
    Model model() {
        return model;
    }
}
