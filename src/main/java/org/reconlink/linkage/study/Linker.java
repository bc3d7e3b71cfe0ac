package org.reconlink.linkage.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.linkage.blocking.Blocker.QuadraticBlockException;
import org.reconlink.linkage.study.Verdict.VerdictUse;

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

    /** What is wrong with linkage settings, in the words of the protocol. */
    private static final class SettingsCheck {
        /** As many as a set of rules in one long can tell apart. */
        private static final int MOST_RULES = Long.SIZE - 1;

        private SettingsCheck() {}

        static List<String> problems(LinkageSettings settings, Model model) {
            List<String> problems = new ArrayList<>();
            checkRules(settings.blockOn(), problems);
            checkComparisons(settings.compare(), model, settings.train(), problems);
            if (!(settings.reviewFrom() > 0
                    && settings.reviewFrom() <= settings.linkFrom()
                    && settings.linkFrom() <= 1)) {
                problems.add("linkage: review from must lie above 0 and not above link from, link from not above 1");
            }
            if (!(settings.keepLinkFrom() > 0 && settings.keepLinkFrom() <= settings.linkFrom())) {
                problems.add("linkage: keep link from must lie above 0 and not above link from");
            }
            Double join = settings.joinPersonsFrom();
            if (join != null && !(join >= 0.5 && join <= 1)) {
                problems.add("linkage: persons join from must lie from 0.5 to 1");
            }
            Double share = settings.expectedShare();
            if (share != null && !(share > 0 && share <= 1)) {
                problems.add("linkage: expected share must lie above 0 and not above 1");
            }
            return problems;
        }

        private static void checkRules(List<List<String>> rules, List<String> problems) {
            if (rules.isEmpty() || rules.size() > MOST_RULES) {
                problems.add("linkage: block on has " + rules.size() + " rules; give from 1 to " + MOST_RULES);
            }
            if (new HashSet<>(rules).size() < rules.size()) {
                problems.add("linkage: block on names a rule twice; keep one");
            }
            for (int rule = 0; rule < rules.size(); rule++) {
                String place = "linkage: block on, rule " + (rule + 1) + ": ";
                if (rules.get(rule).isEmpty()) {
                    problems.add(place + "has no field; name at least one");
                }
                for (String field : rules.get(rule)) {
                    if (LinkageFields.blockingProblem(field) != null) {
                        problems.add(place + "\"" + field + "\" is not a field; known are "
                                + String.join(", ", LinkageFields.blockingForms()));
                    }
                }
            }
        }

        private static void checkComparisons(List<String> compare, Model model, boolean train, List<String> problems) {
            if (compare.isEmpty()) {
                problems.add("linkage: compare is empty; name at least one comparison");
            }
            List<String> single = compare.stream()
                    .flatMap(name -> StudyPlan.expanded(List.of(name)).stream())
                    .toList();
            if (new HashSet<>(single).size() < single.size()) {
                problems.add("linkage: compare names a comparison twice; keep one (\"name\" holds surname and forename,"
                        + " \"police identifiers\" the PNC id and the CRO number)");
            }
            for (String comparison : single) {
                String problem = LinkageFields.problem(comparison);
                if (problem != null) {
                    problems.add("linkage: compare: " + problem);
                } else if (StudyPlan.labels(comparison) == null) {
                    problems.add("linkage: compare: \"" + comparison + "\" is not a comparison; known are "
                            + String.join(", ", LinkageFields.comparisons()));
                } else if (!train && model.parameters(comparison) == null) {
                    problems.add("linkage: compare: the model has no parameters for \"" + comparison
                            + "\"; add them, leave it out, or train the model");
                }
            }
        }
    }

    /** A link that the study's last complete run made. */
    public record EarlierLink(ParticipantId participant, PersonId person) {}

    /**
     * What linkage decided with the verdicts of clerical review, and what it asks of the reviewers next.
     *
     * @param doubts one for each pair that goes to clerical review, in the order of the result's pairs
     * @param verdicts what became of each verdict, in order of participant and key
     * @param joins identities of the pairs' persons that linkage joined
     * @param model that weighed the pairs: the trained one where the settings ask for it
     * @param possible what the linkage leaves open; not to be stored
     */
    public record ReviewedLinkage(
            LinkageResult result,
            List<Doubt> doubts,
            List<VerdictUse> verdicts,
            PersonJoins joins,
            Model model,
            PossiblePairs possible) {
        public ReviewedLinkage {
            doubts = List.copyOf(doubts);
            verdicts = List.copyOf(verdicts);
        }
    }
}
