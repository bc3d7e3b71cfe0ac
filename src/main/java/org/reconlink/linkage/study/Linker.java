package org.reconlink.linkage.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.reconlink.kernel.Participant;
import org.reconlink.linkage.blocking.QuadraticBlockException;

/** Links participants to the persons of an extract: blocks, compares, weighs, decides. */
public final class Linker {
    private final LinkageSettings settings;
    private final Model base;
    private final Consumer<Map<String, Long>> counted;

    /** Throws {@link IllegalArgumentException}, with all that is wrong, for settings that the model cannot carry out. */
    public Linker(LinkageSettings settings, Model model) {
        this(settings, model, pairs -> {});
    }

    /**
     * The same.
     *
     * @param counted hears how many pairs each blocking rule finds, before any is compared
     */
    public Linker(LinkageSettings settings, Model model, Consumer<Map<String, Long>> counted) {
        List<String> problems = SettingsCheck.problems(settings, model);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        this.settings = settings;
        this.base = model;
        this.counted = counted;
    }

    /** The same result for participants and rows in any order, and for any number of threads. */
    public LinkageResult link(List<Participant> participants, IdentityIndex index) {
        return link(participants, index, List.of()).result();
    }

    /** The same with what clerical review decided, which outranks the model as long as it holds. */
    public ReviewedLinkage link(List<Participant> participants, IdentityIndex index, List<Verdict> verdicts) {
        return link(participants, index, verdicts, List.of());
    }

    /**
     * The same after an earlier run, whose links are broken only below a threshold of their own.
     *
     * @throws QuadraticBlockException if a blocking rule finds more pairs than can be compared
     */
    public ReviewedLinkage link(
            List<Participant> participants,
            IdentityIndex index,
            List<Verdict> verdicts,
            List<EarlierLink> earlierLinks) {
        List<Participant> inOrder = new ArrayList<>(participants);
        inOrder.sort(Comparator.comparing(Participant::id).thenComparing(Participant::source));
        LinkageRun run = new LinkageRun(
                settings, base, counted, RepeatedParticipants.people(inOrder), index.extract(), verdicts, earlierLinks);
        LinkageResult result = run.result();
        return RepeatedParticipants.forAll(reviewed(run, result), inOrder, run);
    }

    private static ReviewedLinkage reviewed(LinkageRun run, LinkageResult result) {
        return new ReviewedLinkage(
                result,
                run.doubts(),
                run.verdictUses(),
                run.joins()
                        .of(result.pairs().stream().map(CandidatePair::person).collect(Collectors.toSet())),
                run.model(),
                run.possible(result));
    }
}
