package org.reconlink.linkage.study;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongSets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.PersonDetails;
import org.reconlink.kernel.PncId;
import org.reconlink.linkage.blocking.BlockingRule;
import org.reconlink.linkage.model.Parameters;
import org.reconlink.linkage.model.Training;
import org.reconlink.linkage.study.CandidatePair.ComparedField;
import org.reconlink.linkage.study.CandidatePair.Decision;
import org.reconlink.linkage.study.Claim.Candidate;
import org.reconlink.linkage.study.Claim.Objected;
import org.reconlink.linkage.study.Decisions.Ruling;
import org.reconlink.linkage.study.Diagnosis.SelfMatch;
import org.reconlink.linkage.study.Linker.EarlierLink;
import org.reconlink.linkage.study.PossiblePairs.PossiblePair;
import org.reconlink.linkage.study.Verdict.VerdictUse;

/** One linkage of some participants with an extract. */
final class LinkageRun {
    /** Bits below those of a participant's chance of being any one person that no pair that matters weighs. */
    private static final double BEYOND_HOPE = 20;

    /** How often parameters are estimated again from pairs by themselves, and from pairs beside their rivals. */
    private static final int ROUNDS_BY_PAIR = 2;

    private static final int ROUNDS_BY_PERSON = 3;

    private final LinkageSettings settings;
    private final List<Participant> participants;
    private final List<Subject> subjects;
    private final StudyPairs pairs;
    private final Map<String, Double> known;
    private final StudyPairs.Kept kept;
    private final Parameters parameters;
    private final Model model;
    private final Weigher weigher;
    private final RuleRecall recall;
    private final List<RuleRecall.Recall> recalls;
    private final PersonGroups.Joined joined;
    private final Extract extract;
    /** The record of identities that was packed, by place in the extract. */
    private final int[] recordOf;

    private final List<List<Candidate>> candidates;
    private final List<List<Claim>> claims;
    private final double expectedShare;
    private final StandingVerdicts verdicts;
    private final EarlierLinks earlier;
    private final Decisions decisions;
    private final SelfMatch selfMatch;
    private final List<Doubt> doubts = new ArrayList<>();

    /**
     * Blocks, compares, trains, joins persons, weighs and decides.
     *
     * @param base the model, or where training starts
     * @param counted hears how many pairs each rule finds, before any is compared
     * @param participants in order of participant
     * @param rows the extract as its rows name persons
     */
    LinkageRun(
            LinkageSettings settings,
            Model base,
            Consumer<Map<String, Long>> counted,
            List<Participant> participants,
            Extract rows,
            List<Verdict> verdicts,
            List<EarlierLink> earlierLinks) {
        this.settings = settings;
        this.participants = participants;
        this.subjects = participants.stream().map(LinkageRun::subject).toList();
        StudyPlan plan = new StudyPlan(settings.blockOn(), settings.compare());
        this.pairs = new StudyPairs(plan, packed(plan), packed(plan, rows), settings.withinBudget(), counted);
        this.known = known(rows);
        StudyTraining training = new StudyTraining(settings, base, pairs);
        Training.Trained first = training.first(participants.size());
        Set<ParticipantId> asked = new HashSet<>();
        verdicts.forEach(verdict -> asked.add(verdict.participant()));
        earlierLinks.forEach(link -> asked.add(link.participant()));
        this.kept = pairs.keep(
                first.parameters(),
                Math.log(Math.max(1, rows.persons())) / Math.log(2) - BEYOND_HOPE,
                !asked.isEmpty(),
                participant -> asked.contains(participants.get(participant).id()));

        Parameters now = first.parameters();
        for (int round = 0; settings.train() && round < ROUNDS_BY_PAIR; round++) {
            now = training.again(
                    kept.matches(PersonGroups.pairwise(kept.bits(now), rows.identities(), participants.size(), 0.5)));
        }
        PersonGroups groups = settings.joinPersonsFrom() == null || rows.identities() == 0
                ? null
                : new PersonGroups(rows, plan, pairs.right(), kept, subjects, now, settings.joinPersonsFrom());
        PersonGroups.Joined persons = joined(groups, now, rows);
        for (int round = 0; settings.train() && round < ROUNDS_BY_PERSON; round++) {
            now = training.again(kept.matches(probabilities(now, persons)));
        }
        this.parameters = now;
        this.joined = joined(groups, now, rows);
        this.extract = joined.extract();
        this.recordOf = new int[joined.placeOf().length];
        for (int record = 0; record < recordOf.length; record++) {
            recordOf[joined.placeOf()[record]] = record;
        }
        this.model = settings.train() ? Model.trained(training.source(first, parameters), parameters) : base;
        this.weigher = new Weigher(pairs, parameters);
        this.candidates = withBearers(candidates(kept.bits(parameters), joined));
        this.verdicts = new StandingVerdicts(verdicts, participants, candidates, extract);
        this.recall = recall(parameters);
        this.recalls =
                subjects.stream().map(subject -> recall.of(fields(subject))).toList();
        double[] found = recalls.stream().mapToDouble(RuleRecall.Recall::share).toArray();
        JointClaims joint = JointClaims.of(
                candidates.stream().map(this::objected).toList(),
                leftOut(found),
                this.verdicts.confirmed(),
                extract.persons(),
                settings.expectedShare());
        this.claims = joint.claims();
        this.expectedShare = joint.expectedShare();
        this.earlier = new EarlierLinks(earlierLinks, participants, candidates, extract);
        this.decisions = new Decisions(settings, claims, this.verdicts, earlier);
        this.selfMatch = new SelfMatch(expectedShare, found, weigher, extract.persons());
    }

    private static double[] leftOut(double[] found) {
        return Arrays.stream(found).map(share -> 1 - share).toArray();
    }

    private static PersonGroups.Joined joined(@Nullable PersonGroups groups, Parameters parameters, Extract rows) {
        return groups == null
                ? new PersonGroups.Joined(
                        rows,
                        new PersonJoins(0, List.of(), rows.apart()),
                        IntStream.range(0, rows.identities()).toArray(),
                        LongSets.EMPTY_SET,
                        LongSets.EMPTY_SET)
                : groups.join(parameters);
    }

    private PackedPeople packed(StudyPlan plan) {
        PackedPeople.Builder people = new PackedPeople.Builder(plan);
        for (Subject subject : subjects) {
            people.add(subject.details(), plan.columns().days(days(subject.dates())), 0);
        }
        return people.build();
    }

    private static PackedPeople packed(StudyPlan plan, Extract extract) {
        PackedPeople.Builder people = new PackedPeople.Builder(plan);
        for (int person = 0; person < extract.persons(); person++) {
            long days = plan.columns().days(extract.convictionDays(person));
            for (int i = extract.firstIdentity(person); i < extract.endOfIdentities(person); i++) {
                people.add(extract.details(i), 0, days);
            }
        }
        return people.build();
    }

    private static int[] days(List<LocalDate> dates) {
        return dates.stream()
                .mapToInt(date -> Math.toIntExact(date.toEpochDay()))
                .toArray();
    }

    /** The probability of each pair of rows to be one person: that of its participant to be its identity's person. */
    private double[] probabilities(Parameters now, PersonGroups.Joined persons) {
        List<List<Candidate>> all = candidates(kept.bits(now), persons);
        RuleRecall finds = recall(now);
        double[] found = subjects.stream()
                .mapToDouble(subject -> finds.of(fields(subject)).share())
                .toArray();
        JointClaims joint = JointClaims.of(
                all.stream()
                        .map(ofOne -> ofOne.stream()
                                .map(candidate -> new Objected(candidate, null))
                                .toList())
                        .toList(),
                leftOut(found),
                Set.of(),
                persons.extract().persons(),
                settings.expectedShare());
        List<Map<Integer, Double>> byPerson = new ArrayList<>();
        for (List<Claim> ofOne : joint.claims()) {
            Map<Integer, Double> probabilities = new HashMap<>();
            ofOne.forEach(claim -> probabilities.put(claim.candidate().person(), claim.probability()));
            byPerson.add(probabilities);
        }
        int[] personOf = persons.extract().personOfIdentity();
        double[] probabilities = new double[kept.size()];
        for (int pair = 0; pair < probabilities.length; pair++) {
            int person = personOf[persons.placeOf()[kept.rightRecord(pair)]];
            probabilities[pair] = byPerson.get(kept.leftRecord(pair)).getOrDefault(person, 0.0);
        }
        return probabilities;
    }

    /** By participant, in order of person. */
    private List<List<Candidate>> candidates(double[] bits, PersonGroups.Joined persons) {
        int[] personOf = persons.extract().personOfIdentity();
        List<List<Candidate>> all = new ArrayList<>();
        int pair = 0;
        for (int participant = 0; participant < participants.size(); participant++) {
            List<Candidate> ofOne = new ArrayList<>();
            Int2IntOpenHashMap at = new Int2IntOpenHashMap();
            at.defaultReturnValue(-1);
            for (; pair < bits.length && kept.leftRecord(pair) == participant; pair++) {
                int identity = persons.placeOf()[kept.rightRecord(pair)];
                int known = at.get(personOf[identity]);
                Candidate candidate = new Candidate(participant, personOf[identity], identity, bits[pair]);
                if (known < 0) {
                    at.put(personOf[identity], ofOne.size());
                    ofOne.add(candidate);
                } else if (isBetter(candidate, ofOne.get(known))) {
                    ofOne.set(known, candidate);
                }
            }
            ofOne.sort(Comparator.comparingInt(Candidate::person));
            all.add(ofOne);
        }
        return all;
    }

    /** Everybody who bears the participant's PNC id, if it is no part of them, is a candidate, to be asked about. */
    private List<List<Candidate>> withBearers(List<List<Candidate>> all) {
        int[] personOf = extract.personOfIdentity();
        Map<PncId, List<Integer>> bearers = new HashMap<>();
        new TreeMap<>(extract.leftOut())
                .forEach((identity, pncId) ->
                        bearers.computeIfAbsent(pncId, id -> new ArrayList<>()).add(identity));
        List<List<Candidate>> more = new ArrayList<>();
        for (int participant = 0; participant < all.size(); participant++) {
            List<Candidate> ofOne = new ArrayList<>(all.get(participant));
            PncId pncId = subjects.get(participant).details().pncId();
            for (int identity : pncId == null ? List.<Integer>of() : bearers.getOrDefault(pncId, List.of())) {
                int person = personOf[identity];
                if (ofOne.stream().noneMatch(candidate -> candidate.person() == person)) {
                    ofOne.add(new Candidate(
                            participant,
                            person,
                            identity,
                            Weigher.weight(weigher.compare(participant, recordOf[identity]))));
                }
            }
            ofOne.sort(Comparator.comparingInt(Candidate::person));
            more.add(ofOne);
        }
        return more;
    }

    private static boolean isBetter(Candidate one, Candidate other) {
        return one.weight() > other.weight() || (one.weight() == other.weight() && one.identity() < other.identity());
    }

    private RuleRecall recall(Parameters now) {
        List<BlockingRule> others = StudyPlan.everyUsualRule().stream()
                .filter(rule ->
                        pairs.rules().stream().noneMatch(used -> used.name().equals(rule.name())))
                .toList();
        return new RuleRecall(pairs.rules(), others, now, field -> known.getOrDefault(field, 0.0));
    }

    /** By field, the share of identities that have it. */
    private static Map<String, Double> known(Extract rows) {
        PersonField[] fields = PersonField.values();
        long[] with = new long[fields.length];
        for (int i = 0; i < rows.identities(); i++) {
            for (int f = 0; f < fields.length; f++) {
                with[f] += fields[f].isKnown(rows.details(i)) ? 1 : 0;
            }
        }
        long dated = 0;
        for (int person = 0; person < rows.persons(); person++) {
            dated += rows.hasConvictions(person) ? rows.endOfIdentities(person) - rows.firstIdentity(person) : 0;
        }
        double all = Math.max(1, rows.identities());
        Map<String, Double> known = new HashMap<>();
        for (int f = 0; f < fields.length; f++) {
            known.put(fields[f].label(), with[f] / all);
        }
        known.put(PersonField.INDEX_CONVICTION_DATE, dated / all);
        return known;
    }

    private static long fields(Subject subject) {
        long fields = 0;
        for (PersonField field : PersonField.values()) {
            fields |= field.isKnown(subject.details()) ? 1L << RuleRecall.FIELDS.indexOf(field.label()) : 0;
        }
        return subject.dates().isEmpty()
                ? fields
                : fields | 1L << RuleRecall.FIELDS.indexOf(PersonField.INDEX_CONVICTION_DATE);
    }

    private static Subject subject(Participant participant) {
        LocalDate indexConviction = participant.date(ParticipantDate.INDEX_CONVICTION);
        return Subject.of(participant.details(), indexConviction == null ? List.of() : List.of(indexConviction));
    }

    private List<Objected> objected(List<Candidate> ofOne) {
        List<Objected> objected = ofOne.stream()
                .map(c -> new Objected(c, verdicts.rulesOut(c) ? Objection.RULED_OUT : objection(c)))
                .toList();
        return objected.stream()
                .map(one -> isPart(one, objected) ? new Objected(one.candidate(), Objection.PART) : one)
                .toList();
    }

    /**
     * Whether a candidate's rows are probably those of a better candidate, or of whichever of two people, of whom that is one: then
     * they are nobody of their own, and say nothing against it.
     */
    private boolean isPart(Objected part, List<Objected> all) {
        boolean eithers = part.objection() == Objection.EITHERS;
        return (eithers || part.objection() == null)
                && !verdicts.confirms(part.candidate())
                && all.stream()
                        .anyMatch(whole -> whole.objection() == null
                                && whole.candidate().weight() > part.candidate().weight()
                                && (eithers
                                        || joined.mayBeOne(
                                                whole.candidate().person(),
                                                part.candidate().person())));
    }

    private @Nullable Objection objection(Candidate candidate) {
        Subject participant = subjects.get(candidate.participant());
        if (joined.isEithers(candidate.participant(), recordOf[candidate.identity()])) {
            return Objection.EITHERS;
        }
        Objection objection = ofRecords(candidate, participant);
        return objection == null && isAnother(candidate, participant) ? Objection.OTHER_ROWS : objection;
    }

    /**
     * Whether all full rows of a person are somebody else's: one, where a side of the pair lacks a name or date of birth and fits a
     * relative as well; of two full records their weight tells, and only where a second row says the same it is no slip.
     */
    private boolean isAnother(Candidate candidate, Subject participant) {
        int told = 0;
        for (int i = extract.firstIdentity(candidate.person()); i < extract.endOfIdentities(candidate.person()); i++) {
            Evidence evidence = new Evidence(participant, extract.subject(candidate.person(), i));
            if (evidence.identifierEqual() || (evidence.isComplete() && !evidence.isRelatives())) {
                return false;
            }
            told += evidence.isComplete() ? 1 : 0;
        }
        boolean full = new Evidence(participant, participant).isClose()
                && new Evidence(participant, identity(candidate)).isComplete();
        return told > (full ? 1 : 0);
    }

    private @Nullable Objection ofRecords(Candidate candidate, Subject participant) {
        return bears(candidate.person(), participant.details().pncId())
                        && !new Evidence(participant, identity(candidate)).agreeInAll()
                ? Objection.SHARED_IDENTIFIER
                : Objection.to(participant, identity(candidate), settings.linkFrom());
    }

    /** Whether the person has rows under the PNC id, which is no part of them. */
    private boolean bears(int person, @Nullable PncId pncId) {
        for (int i = extract.firstIdentity(person); pncId != null && i < extract.endOfIdentities(person); i++) {
            if (pncId.equals(extract.leftOut().get(i))) {
                return true;
            }
        }
        return false;
    }

    private Subject identity(Candidate candidate) {
        return extract.subject(candidate.person(), candidate.identity());
    }

    LinkageResult result() {
        List<CandidatePair> shown = new ArrayList<>();
        List<LinkDecision> decided = new ArrayList<>();
        for (int i = 0; i < participants.size(); i++) {
            shown.addAll(shown(i));
            decided.add(decision(i));
        }
        return new LinkageResult(
                shown,
                decided,
                pairs.pairsByRule(),
                pairs.compared(),
                extract.identities(),
                extract.persons(),
                model.source(),
                new Diagnosis(settings, expectedShare, subjects, extract)
                        .of(parameters, decisions, selfMatch, blocking()));
    }

    private LinkageDiagnostics.Blocking blocking() {
        RuleRecall.Recall all = RuleRecall.together(recalls);
        return new LinkageDiagnostics.Blocking(
                all.share(),
                all.best(),
                all.adds(),
                pairs.leftOut().stream().map(BlockingRule::name).toList());
    }

    private List<CandidatePair> shown(int participant) {
        List<CandidatePair> shown = new ArrayList<>();
        Map<PersonId, Candidate> byPerson = new HashMap<>();
        for (Claim claim : claims.get(participant)) {
            Ruling ruling = decisions.ruling(claim);
            if (ruling != null) {
                CandidatePair pair = pair(claim, ruling);
                shown.add(pair);
                byPerson.put(pair.person(), claim.candidate());
            }
        }
        shown.sort(Comparator.comparingDouble(CandidatePair::probability)
                .reversed()
                .thenComparing(CandidatePair::person));
        shown.stream()
                .filter(pair -> pair.decision() == Decision.REVIEW)
                .forEach(pair -> doubts.add(doubt(Objects.requireNonNull(byPerson.get(pair.person())))));
        return shown;
    }

    private CandidatePair pair(Claim claim, Ruling ruling) {
        Candidate candidate = claim.candidate();
        return new CandidatePair(
                participants.get(candidate.participant()).id(),
                extract.personId(candidate.person()),
                extract.firstSource(candidate.identity()),
                rulesOf(candidate),
                compared(candidate),
                candidate.weight(),
                claim.probability(),
                ruling.decision(),
                ruling.reason());
    }

    private List<ComparedField> compared(Candidate candidate) {
        return weigher.compare(candidate.participant(), recordOf[candidate.identity()]);
    }

    /** What outcomes may be asked of later: the linkage itself is finished and does not change for it. */
    PossiblePairs possible(LinkageResult result) {
        PossibleLevels levels = PossibleLevels.of(pairs, parameters);
        List<PossiblePair> possible = new ArrayList<>();
        claims.stream()
                .flatMap(List::stream)
                .filter(claim -> claim.probability() >= PossiblePairs.LEAST
                        && (claim.objection() == null || !claim.objection().standsAside()))
                .forEach(claim -> possible.add(possible(claim.candidate(), levels)));
        return new PossiblePairs(
                levels.m(),
                possible,
                result.diagnostics().thresholds().stream()
                        .map(at -> linksAt(at.threshold()))
                        .toList(),
                joined.joins());
    }

    private PossiblePair possible(Candidate candidate, PossibleLevels levels) {
        List<ComparedField> compared = compared(candidate);
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

    /** The blocking rules that find any identity of the person. */
    private List<String> rulesOf(Candidate candidate) {
        List<String> labels = new ArrayList<>();
        for (int rule = 0; rule < pairs.rules().size(); rule++) {
            if (holds(rule, candidate)) {
                labels.add(pairs.rules().get(rule).name());
            }
        }
        return labels;
    }

    private boolean holds(int rule, Candidate candidate) {
        PackedPeople lefts = pairs.left();
        PackedPeople rights = pairs.right();
        for (int i = extract.firstIdentity(candidate.person()); i < extract.endOfIdentities(candidate.person()); i++) {
            for (int right = rights.firstRow(recordOf[i]); right < rights.endOfRows(recordOf[i]); right++) {
                for (int left = lefts.firstRow(candidate.participant());
                        left < lefts.endOfRows(candidate.participant());
                        left++) {
                    if (pairs.holds(rule, left, right)) {
                        return true;
                    }
                }
            }
        }
        return false;
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
                .anyMatch(objection -> objection != null && objection.isOfPncId());
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

    /** Of another row of a participant: whether its own index conviction is among the person's. */
    List<String> warnings(Participant other, LinkDecision decision) {
        LocalDate indexConviction = other.date(ParticipantDate.INDEX_CONVICTION);
        List<String> warnings = new ArrayList<>(decision.warnings());
        warnings.remove(LinkWarnings.CONVICTION_MISSING);
        Claim link = null;
        for (int i = 0; i < participants.size() && decision.person() != null; i++) {
            link = participants.get(i).id().equals(decision.participant()) ? decisions.link(i) : link;
        }
        if (link != null
                && indexConviction != null
                && !identity(link.candidate()).dates().contains(indexConviction)) {
            warnings.add(0, LinkWarnings.CONVICTION_MISSING);
        }
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

    /** All that was joined. */
    PersonJoins joins() {
        return joined.joins();
    }

    /** The model that weighed the pairs. */
    Model model() {
        return model;
    }
}
