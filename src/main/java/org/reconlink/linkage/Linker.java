package org.reconlink.linkage;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.linkage.Claim.Objected;
import org.reconlink.linkage.Decisions.Ruling;

/** Links participants to the persons of an extract: blocks, compares, weighs, decides. */
public final class Linker {
    private final LinkageSettings settings;
    private final Model model;
    private final List<BlockingRule> rules;

    /** Throws {@link IllegalArgumentException}, with all that is wrong, for settings that the model cannot carry out. */
    public Linker(LinkageSettings settings, Model model) {
        List<String> problems = SettingsCheck.problems(settings, model);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        this.settings = settings;
        this.model = model;
        this.rules = settings.blockOn().stream().map(BlockingRule::of).toList();
    }

    /** The same result for participants and rows in any order, and for any number of threads. */
    public LinkageResult link(List<Participant> participants, IdentityIndex index) {
        List<Participant> inOrder = new ArrayList<>(participants);
        inOrder.sort(Comparator.comparing(Participant::id).thenComparing(Participant::source));
        return new Run(inOrder, index.extract()).result();
    }

    private static Subject subject(Participant participant) {
        LocalDate indexConviction = participant.date(ParticipantDate.INDEX_CONVICTION);
        return Subject.of(participant.details(), indexConviction == null ? List.of() : List.of(indexConviction));
    }

    /** One linkage of some participants with an extract. */
    private final class Run {
        private final List<Participant> participants;
        private final List<Subject> subjects;
        private final Extract extract;
        private final Weigher weigher;
        private final PairScan.Found found;
        private final List<List<Claim>> claims = new ArrayList<>();
        private final Decisions decisions;
        private final SelfMatch selfMatch;

        Run(List<Participant> participants, Extract extract) {
            this.participants = participants;
            this.subjects = participants.stream().map(Linker::subject).toList();
            this.extract = extract;
            this.weigher = new Weigher(settings.compare(), model, Frequencies.of(extract));
            this.found = new PairScan(extract, subjects, rules, weigher).scan();
            Coverage coverage = new Coverage(rules, model);
            for (int i = 0; i < participants.size(); i++) {
                claims.add(claims(found.candidates().get(i), 1 - coverage.of(subjects.get(i))));
            }
            this.decisions = new Decisions(settings, claims);
            this.selfMatch = new SelfMatch(settings, rules, coverage, weigher, extract.persons());
        }

        private List<Claim> claims(List<Candidate> candidates, double leftOut) {
            MatchOdds odds = new MatchOdds(settings.expectedShare(), extract.persons(), leftOut, candidates.size());
            List<Objected> objected = candidates.stream()
                    .map(c -> new Objected(c, Objection.to(subjects.get(c.participant()), identity(c))))
                    .toList();
            return Claim.of(objected, odds);
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
            Map<String, Long> pairsByRule = new LinkedHashMap<>();
            for (int rule = 0; rule < rules.size(); rule++) {
                pairsByRule.put(rules.get(rule).label(), found.pairsByRule().get(rule));
            }
            return new LinkageResult(
                    pairs,
                    decided,
                    Collections.unmodifiableMap(pairsByRule),
                    found.comparedPairs(),
                    extract.identities(),
                    extract.persons(),
                    model.source(),
                    new Diagnosis(settings, subjects, extract).of(model, decisions, selfMatch));
        }

        private List<CandidatePair> pairs(int participant) {
            List<CandidatePair> pairs = new ArrayList<>();
            for (Claim claim : claims.get(participant)) {
                Ruling ruling = decisions.ruling(claim);
                if (ruling != null) {
                    pairs.add(pair(claim, ruling));
                }
            }
            pairs.sort(Comparator.comparingDouble(CandidatePair::probability)
                    .reversed()
                    .thenComparing(CandidatePair::person));
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
            Claim best = link != null ? link : all.isEmpty() ? null : all.get(0);
            return new LinkDecision(
                    participants.get(participant).id(),
                    decisions.status(participant),
                    link == null ? null : extract.personId(link.candidate().person()),
                    best == null ? null : (Double) best.candidate().weight(),
                    best == null ? null : (Double) best.probability(),
                    warnings(participant, link));
        }

        private List<String> warnings(int participant, @Nullable Claim link) {
            Evidence evidence =
                    link == null ? null : new Evidence(subjects.get(participant), identity(link.candidate()));
            boolean mistyped = claims.get(participant).stream()
                    .anyMatch(claim -> claim.objection() == Objection.MISTYPED_IDENTIFIER);
            return LinkWarnings.of(evidence, mistyped);
        }
    }
}
