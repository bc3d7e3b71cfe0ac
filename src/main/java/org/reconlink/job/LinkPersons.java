package org.reconlink.job;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.EnumWords;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.kernel.RecordId;
import org.reconlink.linkage.blocking.Blocker.QuadraticBlockException;
import org.reconlink.linkage.study.CandidatePair;
import org.reconlink.linkage.study.KeyLinkage;
import org.reconlink.linkage.study.LinkDecision;
import org.reconlink.linkage.study.LinkWarnings;
import org.reconlink.linkage.study.LinkageResult;
import org.reconlink.linkage.study.LinkageSettings;
import org.reconlink.linkage.study.Linker;
import org.reconlink.linkage.study.Linker.ReviewedLinkage;
import org.reconlink.linkage.study.Model;
import org.reconlink.linkage.study.Verdict;
import org.reconlink.review.Deliberation;
import org.reconlink.review.VerdictWorth;
import org.reconlink.store.WorkingStore;

/** Decides which person of the extract each participant is. */
final class LinkPersons implements RunStep {
    private final RunContext run;
    private final WorkingStore store;
    private final ExtractMemory memory;
    private final Progress progress;
    private String summary = "";
    private @Nullable Refusal refusal;

    LinkPersons(RunContext run, WorkingStore store, ExtractMemory memory, Progress progress) {
        this.run = run;
        this.store = store;
        this.memory = memory;
        this.progress = progress;
    }

    @Override
    public int execute() throws Exception {
        LinkageSettings settings = run.study().linkage();
        Model model = settings.model() == null ? Model.shipped() : Model.read(settings.model());
        List<Participant> participants = store.participants().read(run.runId());
        ReviewedLinkage linkage;
        try {
            linkage = linked(settings, model, participants);
        } catch (QuadraticBlockException e) {
            refusal = tooManyPairs(e);
            return 0;
        }
        LinkageResult result = linkage.result();
        store.replaceLinkage(run.runId(), result);
        store.reviewCases().replace(run.runId(), VerdictWorth.order(participants, linkage.doubts(), result.pairs()));
        store.verdictUses().replace(run.runId(), linkage.verdicts());
        store.personJoins().replace(run.runId(), List.of(linkage.joins()));
        if (settings.train()) {
            Files.writeString(
                    run.workFolder().resolve("model-" + run.runId() + ".json"),
                    linkage.model().json());
        }
        store.findings().replace(run.runId(), "linkPersons", EarlierLinkFindings.of(participants, result));
        memory.hold(linkage.possible());
        summary = (settings.byKey()
                        ? ""
                        : linkage.joins().total() + " identities joined to others, " + result.candidatePairs()
                                + " candidate pairs, ")
                + LinkDecision.Status.of(settings).stream()
                        .map(status -> count(result, status) + " " + EnumWords.of(status))
                        .collect(Collectors.joining(", "));
        return result.pairs().size();
    }

    private ReviewedLinkage linked(LinkageSettings settings, Model model, List<Participant> participants) {
        if (settings.byKey()) {
            return KeyLinkage.link(participants, memory.release(), model);
        }
        return new Linker(settings, model, progress::pairsFound)
                .link(
                        participants,
                        memory.release(),
                        verdicts(),
                        store.earlierLinks().read(run.runId()));
    }

    private Refusal tooManyPairs(QuadraticBlockException e) {
        return new Refusal(
                "blocking rules find too many pairs",
                Objects.requireNonNull(e.getMessage())
                        .lines()
                        .map(this::tooManyPairs)
                        .toList());
    }

    private Finding tooManyPairs(String problem) {
        return new Finding(
                Finding.Severity.ERROR,
                "quadratic blocking rule",
                String.valueOf(run.study().protocol().getFileName()),
                null,
                null,
                null,
                problem,
                "add a field to the rule, or leave it out");
    }

    private List<Verdict> verdicts() {
        return Deliberation.verdicts(Deliberation.of(store.judgements().all()));
    }

    /** Participants of whom a pair awaits review, linked or not. */
    static long inDoubt(LinkageResult result) {
        return result.pairs().stream()
                .filter(pair -> pair.decision() == CandidatePair.Decision.REVIEW)
                .map(CandidatePair::participant)
                .distinct()
                .count();
    }

    static long count(LinkageResult result, LinkDecision.Status status) {
        return result.decisions().stream().filter(d -> d.status() == status).count();
    }

    @Override
    public @Nullable Refusal refusal() {
        return refusal;
    }

    @Override
    public String summary() {
        return summary;
    }

    /** What became of links of an earlier run, as findings at the participants' rows. */
    private static final class EarlierLinkFindings {
        private EarlierLinkFindings() {}

        static List<Finding> of(List<Participant> participants, LinkageResult result) {
            Map<ParticipantId, RecordId> sources = new HashMap<>();
            participants.forEach(participant -> sources.putIfAbsent(participant.id(), participant.source()));
            List<Finding> findings = new ArrayList<>();
            for (LinkDecision decision : result.decisions()) {
                RecordId source = Objects.requireNonNull(sources.get(decision.participant()));
                decision.warnings().stream()
                        .filter(LinkWarnings::isOfEarlierLink)
                        .forEach(warning -> findings.add(finding(source, warning)));
            }
            return findings;
        }

        private static Finding finding(RecordId source, String warning) {
            return new Finding(
                    Finding.Severity.WARNING,
                    "link of an earlier run",
                    source.file(),
                    source.sheet(),
                    source.row(),
                    null,
                    warning,
                    "see \"reconlink explain\" for the participant");
        }
    }
}
