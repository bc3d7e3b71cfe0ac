package org.reconlink.job;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.job.SupposedCohort.CandidateHistories;
import org.reconlink.job.SupposedCohort.UnlinkedAudit;
import org.reconlink.kernel.CustodySpell;
import org.reconlink.kernel.Flag;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.linkage.study.CandidatePair;
import org.reconlink.linkage.study.LinkDecision;
import org.reconlink.linkage.study.LinkageResult;
import org.reconlink.linkage.study.PersonId;
import org.reconlink.linkage.study.PossiblePairs;
import org.reconlink.linkage.study.PossiblePairs.PossiblePair;
import org.reconlink.outcome.Definition.Answer;
import org.reconlink.outcome.OutcomeSettings.GroupSettings;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.outcome.SupposedOutcomes;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.result.AdjustedEstimates;
import org.reconlink.result.Cohort;
import org.reconlink.statistics.Proportion;
import org.reconlink.statistics.uncertainty.LinkEvidence;
import org.reconlink.statistics.uncertainty.UncertainRate;
import org.reconlink.statistics.uncertainty.WindowRate;
import org.reconlink.statistics.uncertainty.WindowRate.NewSentences;
import org.reconlink.store.WorkingStore;

/**
 * Works out how sure the rate of each window is, after links and outcomes are settled. Convictions of those who may be
 * participants are read once more for it and forgotten: only rates are stored.
 */
final class EstimateRate implements RunStep {
    private static final Set<Answer> SURELY = EnumSet.of(Answer.YES);
    private static final Set<Answer> PERHAPS = EnumSet.of(Answer.YES, Answer.UNKNOWN);

    private final RunContext run;
    private final WorkingStore store;
    private final ExtractMemory memory;
    private final Progress progress;
    private String summary = "";

    EstimateRate(RunContext run, WorkingStore store, ExtractMemory memory, Progress progress) {
        this.run = run;
        this.store = store;
        this.memory = memory;
        this.progress = progress;
    }

    @Override
    public int execute() throws IOException {
        PossiblePairs possible = memory.releasePossible();
        LinkageResult linkage = store.readLinkage(run.runId());
        Map<ParticipantId, PersonId> accepted = reviewedAccepted(linkage);
        List<Participant> participants = store.participants().read(run.runId());
        SupposedOutcomes supposed = DeriveOutcomes.deriver(run.study()).supposing();
        UnlinkedAudit audit = UnlinkedAudit.of(run, store, participants, linkage, supposed);
        Set<PersonId> wanted = persons(possible, accepted);
        wanted.addAll(audit.persons().values());
        CandidateHistories histories =
                CandidateHistories.read(memory.extract(), wanted, possible.joins(), linkage.persons(), progress);
        List<ParticipantOutcome> outcomes = store.outcomes().read(run.runId());
        Map<ParticipantId, List<CustodySpell>> spells =
                new SpellOwners(participants).byOwner(store.custodySpells().read(run.runId()));
        List<Arm> arms = new ArrayList<>();
        for (@Nullable String group : groups(participants, run.study().outcome().groups())) {
            List<Participant> members = participants.stream()
                    .filter(participant -> group == null || group.equals(participant.group()))
                    .toList();
            Set<ParticipantId> ids = members.stream().map(Participant::id).collect(Collectors.toSet());
            arms.add(new Arm(
                    group,
                    new SupposedCohort(members, spells, supposed, histories, linkage.persons()),
                    outcomes.stream()
                            .filter(outcome ->
                                    ids.contains(outcome.participant().id()))
                            .toList()));
        }
        List<WindowRate> rates = new ArrayList<>();
        List<WindowSettings> windows = run.study().outcome().windows();
        for (int window = 0; window < windows.size(); window++) {
            for (Arm arm : arms) {
                rates.add(rate(
                        arm,
                        windows.get(window).name(),
                        window,
                        possible,
                        accepted,
                        audit,
                        newSentences(arm, windows.get(window), spells, supposed)));
            }
        }
        store.windowRates().replace(run.runId(), rates);
        store.unlinked().replace(run.runId(), audit.drawn());
        store.auditedOutcomes().replace(run.runId(), arms.get(0).cohort.auditedOutcomes(audit));
        store.comparedPairs().clear(run.runId());
        if (run.study().outcome().comparison() != null) {
            store.comparedPairs().replace(run.runId(), AdjustedEstimates.of(Cohort.of(StudyResults.read(run, store))));
        }
        summary = possible.pairs().size() + " possible pairs weighed with their outcomes";
        return rates.size();
    }

    /** Everybody, or the members of one group; those of different groups are not to inform each other. */
    private record Arm(@Nullable String group, SupposedCohort cohort, List<ParticipantOutcome> outcomes) {}

    /** Everybody first; then the groups in their order, if there are several. */
    private static List<@Nullable String> groups(List<Participant> participants, GroupSettings settings) {
        List<@Nullable String> groups = new ArrayList<>();
        groups.add(null);
        List<String> named = participants.stream()
                .map(Participant::group)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (named.size() > 1) {
            groups.addAll(settings.inOrder(named));
        }
        return groups;
    }

    /** With none of those of whom it is not known having the outcome and, if there are any, with all of them. */
    private static WindowRate rate(
            Arm arm,
            String name,
            int window,
            PossiblePairs possible,
            Map<ParticipantId, PersonId> accepted,
            UnlinkedAudit audit,
            @Nullable NewSentences newSentences) {
        WindowRate least = rate(arm, name, window, possible, accepted, audit, newSentences, SURELY);
        boolean known = !arm.cohort.leavesUnknown(window)
                && confident(arm.outcomes, name, SURELY).equals(confident(arm.outcomes, name, PERHAPS));
        return known ? least : least.upTo(rate(arm, name, window, possible, accepted, audit, newSentences, PERHAPS));
    }

    private static WindowRate rate(
            Arm arm,
            String name,
            int window,
            PossiblePairs possible,
            Map<ParticipantId, PersonId> accepted,
            UnlinkedAudit audit,
            @Nullable NewSentences newSentences,
            Set<Answer> having) {
        Proportion confident = confident(arm.outcomes, name, having);
        return new WindowRate(
                name,
                arm.group,
                confident,
                arm.cohort.rate(window, accepted, having),
                possible.links().stream()
                        .map(at -> new WindowRate.AtThreshold(
                                at.threshold(), arm.cohort.rate(window, at.persons(), having)))
                        .toList(),
                (arm.cohort.isOfDifferentPeople()
                                ? arm.cohort.evidence(window, possible, having)
                                : Optional.<LinkEvidence>empty())
                        .flatMap(evidence -> UncertainRate.of(evidence, confident))
                        .orElse(null),
                audit.sampled().isEmpty() ? null : arm.cohort.audited(window, audit, confident),
                newSentences,
                null);
    }

    /** Of those who are in the study if only they have a link, and whose window has begun; null without a custody file. */
    private @Nullable NewSentences newSentences(
            Arm arm, WindowSettings window, Map<ParticipantId, List<CustodySpell>> spells, SupposedOutcomes supposed) {
        if (run.study().custody() == null) {
            return null;
        }
        int[][] counts = new int[2][2];
        for (ParticipantOutcome outcome : arm.outcomes) {
            LocalDate start = outcome.window(window.name()).start();
            LocalDate last = outcome.window(window.name()).end();
            LocalDate cut = run.study().outcome().dataCut();
            LocalDate until = last == null || last.isAfter(cut) ? cut : last;
            if (start != null && start.isBefore(until) && supposed.included(outcome.participant())) {
                boolean sentenced = spells.getOrDefault(outcome.participant().id(), List.of()).stream()
                        .anyMatch(spell -> spell.type() == CustodySpell.Type.SENTENCE
                                && spell.start().isAfter(start)
                                && !spell.start().isAfter(until));
                counts[outcome.linked() ? 0 : 1][sentenced ? 0 : 1]++;
            }
        }
        return new NewSentences(
                new Proportion(counts[0][0], counts[0][0] + counts[0][1]),
                new Proportion(counts[1][0], counts[1][0] + counts[1][1]));
    }

    private static Set<PersonId> persons(PossiblePairs possible, Map<ParticipantId, PersonId> accepted) {
        Set<PersonId> persons = new HashSet<>(accepted.values());
        possible.pairs().stream().map(PossiblePair::person).forEach(persons::add);
        possible.links().forEach(at -> persons.addAll(at.persons().values()));
        return persons;
    }

    /** The study's links, and of those in review the likeliest pair. */
    private static Map<ParticipantId, PersonId> reviewedAccepted(LinkageResult linkage) {
        Map<ParticipantId, PersonId> accepted = new HashMap<>();
        for (LinkDecision decision : linkage.decisions()) {
            PersonId person = decision.person();
            if (person != null) {
                accepted.put(decision.participant(), person);
            }
        }
        linkage.pairs().stream()
                .filter(pair -> pair.decision() == CandidatePair.Decision.REVIEW)
                .forEach(pair -> accepted.putIfAbsent(pair.participant(), pair.person()));
        return accepted;
    }

    private static Proportion confident(List<ParticipantOutcome> outcomes, String window, Set<Answer> having) {
        List<ParticipantOutcome> observed = outcomes.stream()
                .filter(outcome -> outcome.included() && outcome.window(window).observed())
                .toList();
        return new Proportion(
                observed.stream()
                        .map(outcome -> outcome.window(window).reoffending())
                        .filter(reoffending -> reoffending != null && having.contains(answer(reoffending.reoffended())))
                        .count(),
                observed.size());
    }

    private static Answer answer(Flag reoffended) {
        return switch (reoffended) {
            case YES -> Answer.YES;
            case NO -> Answer.NO;
            case UNKNOWN -> Answer.UNKNOWN;
        };
    }

    @Override
    public String summary() {
        return summary;
    }
}
