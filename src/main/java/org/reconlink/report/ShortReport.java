package org.reconlink.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.reconlink.disclosure.NumberText;
import org.reconlink.disclosure.SmallCounts;
import org.reconlink.kernel.Finding;
import org.reconlink.linkage.study.LinkageSettings;
import org.reconlink.outcome.OutcomeSettings.ProofBasis;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.publish.CarriedColumn.FitToShow;
import org.reconlink.result.AdjustedComparison;
import org.reconlink.result.Cohort;
import org.reconlink.result.KeySentences;
import org.reconlink.result.ReportWords;
import org.reconlink.result.Split;
import org.reconlink.result.StudyResult;
import org.reconlink.statistics.Proportion;
import org.reconlink.statistics.Summary;

/**
 * What is read of a study: finding, flow, participants, outcomes, one curve, what linkage leaves open, limits and methods, on
 * three or four printed pages. All else is the appendix, a file of its own: folded parts are not printed, and this one can
 * be mailed alone.
 */
final class ShortReport {
    private static final int FEW = 100;

    private final Cohort cohort;
    private final FitToShow fit;
    private final Characteristics characteristics;
    private final StudyResult study;
    private final SmallCounts small;
    private final Map<String, String> versions;
    private final Optional<Split> split;
    private final Optional<AdjustedComparison> adjusted;

    private ShortReport(
            Cohort cohort,
            FitToShow fit,
            Characteristics characteristics,
            Map<String, String> versions,
            Optional<AdjustedComparison> adjusted) {
        this.cohort = cohort;
        this.fit = fit;
        this.characteristics = characteristics;
        this.study = cohort.result();
        this.small = cohort.small();
        this.versions = versions;
        this.split = Split.byStudyGroup(cohort);
        this.adjusted = adjusted;
    }

    /** The finding, which stands before the first chapter. */
    static Element finding(Cohort cohort) {
        Element finding = Element.of("section", Element.of("h2", "Finding").with("id", "finding-heading"));
        for (String sentence : KeySentences.of(cohort)) {
            finding = finding.add(Html.p(sentence));
        }
        if (cohort.small().active()) {
            finding = finding.add(Html.note(cohort.small().sentence()));
        }
        return finding.with("class", "finding").with("aria-labelledby", "finding-heading");
    }

    /** @param adjusted groups compared with covariates held equal, where the protocol asks */
    static List<Chapter> chapters(
            Cohort cohort,
            FitToShow fit,
            Characteristics characteristics,
            Map<String, String> versions,
            Optional<AdjustedComparison> adjusted) {
        ShortReport report = new ShortReport(cohort, fit, characteristics, versions, adjusted);
        return List.of(
                chapter("flow", "Flow of participants", List.of(FlowChapter.figure(cohort))),
                chapter("participants", "Who took part", report.participants()),
                chapter("outcomes", "Outcomes", report.outcomes()),
                chapter("curve", "Time to first reoffence", report.curve()),
                chapter("open", "What linkage leaves open", LinkageOpen.of(cohort)),
                chapter("limits", "Limits", List.of(Html.list(report.limits()))),
                chapter("methods", "Methods", List.of(Html.p(report.methods()))),
                chapter("files", "Where the rest is", List.of(rest())));
    }

    private static Chapter chapter(String id, String heading, List<PagePart> body) {
        return new Chapter(id, "", heading, body);
    }

    private List<PagePart> participants() {
        Split groups = split.orElseGet(() -> Split.everybody(cohort));
        List<PagePart> body = new ArrayList<>(
                List.of(characteristics.compared("Characteristics of the included participants", groups, small)));
        if (groups.groups().size() == 2) {
            body.add(Html.note(Characteristics.STANDARDISED));
        }
        return body;
    }

    private List<PagePart> outcomes() {
        List<PagePart> body = new ArrayList<>(OutcomeTable.of(cohort));
        adjusted.ifPresent(comparison -> body.addAll(AdjustedChapter.brief(cohort, fit, comparison)));
        return body;
    }

    private List<PagePart> curve() {
        return cohort.windows().isEmpty()
                ? List.of(Html.p("The protocol has no window."))
                : SurvivalChapter.brief(cohort, cohort.mainWindow());
    }

    private static Element rest() {
        return Element.of(
                "p",
                new Text("All tables, checks of the linkage, other definitions, the protocol with its defaults, inputs,"
                        + " reporting checklists and versions are in "),
                Element.of("a", "report-appendix.html").with("href", "report-appendix.html"),
                new Text("; pictures as SVG and PDF with their numbers in figures/, the tables of this page as CSV and"
                        + " Word in tables/."));
    }

    private List<String> limits() {
        List<String> limits = new ArrayList<>();
        limits.add(
                split.isEmpty()
                        ? "There is no comparison group: the figures say what happened, not what caused it."
                        : adjusted.isEmpty()
                                ? "Groups are compared as they are, without adjustment: a difference can come from who was in"
                                        + " which group."
                                : "Only the adjusted comparison holds anything equal between groups, and only what it names: a"
                                        + " difference can come from all else that tells who was in which group.");
        long included = cohort.included().size();
        split.map(groups -> included - groups.people().size())
                .filter(noGroup -> noGroup > 0)
                .ifPresent(noGroup -> limits.add("Of " + small.count(noGroup)
                        + " of those included the group is not known: they stand in no comparison."));
        if (included < FEW && !small.withholds(included)) {
            limits.add("With " + small.count(included)
                    + " participants the intervals are wide, and what is not seen may" + " still be there.");
        }
        cohort.windows().forEach(window -> limits(limits, window));
        limits.add("Only what was "
                + (study.outcome().counts() == ProofBasis.CONVICTIONS
                        ? "proved in court"
                        : "proved in court or cautioned")
                + " and is in the extracts counts: offences that were never reported or cleared up, that other"
                + " jurisdictions dealt with, or that were proved after "
                + study.outcome().dataCut() + " do not.");
        if (LinkageOpen.anyUnlinked(cohort)) {
            limits.add(
                    "Whoever was not linked has no outcome here. A person whose whole identity in the extracts is another"
                            + " cannot be found by names and numbers.");
        }
        if (!study.custodyKnown()) {
            limits.add("There is no custody file: time in custody counts as time at risk, and recalls are not known.");
        }
        findings(limits);
        return limits;
    }

    private void limits(List<String> limits, WindowSettings window) {
        String in = " in the window “" + window.name() + "”";
        Proportion observed =
                new Proportion(cohort.observed(window).size(), cohort.included().size());
        if (observed.k() < observed.n()) {
            limits.add("The outcome is observed for " + small.share(observed) + " of those included" + in + ".");
        }
        long unknown = cohort.reoffenceUnknown(window);
        if (unknown > 0) {
            limits.add("Of " + small.count(unknown) + " it is not known whether they reoffended" + in
                    + ": shares are given with none and with all of them.");
        }
        Proportion undated = cohort.restingOnUndated(window);
        if (undated.k() > 0) {
            limits.add("Of those without a reconviction" + in + ", " + small.share(undated)
                    + " have a conviction whose offence has no usable date and may belong to it.");
        }
        Summary followed = cohort.followUp(window);
        if (window.months() == null && followed.n() > 0 && !small.active()) {
            limits.add("Follow-up" + in + " differs: " + NumberText.range(followed.min(), followed.max(), 1)
                    + " months. Shares are not of one length of time; the curve allows for it.");
        }
    }

    private void findings(List<String> limits) {
        long rejected =
                study.inputs().stream().mapToLong(file -> file.rowsRejected()).sum();
        long warned = study.findings().stream()
                .filter(finding -> finding.severity() == Finding.Severity.WARNING)
                .count();
        if (rejected + warned > 0) {
            limits.add("Of the rows of the inputs " + small.count(rejected) + " could not be used, and "
                    + small.count(warned) + " warnings tell of values that had to be left out or read with care"
                    + " (findings.csv).");
        }
    }

    /** One paragraph for the methods section of a paper. */
    private String methods() {
        List<String> sentences = new ArrayList<>();
        sentences.add("Participants were followed in conviction extracts that end on "
                + study.outcome().dataCut() + ".");
        sentences.add(linkage());
        sentences.add("Of the participants read, "
                + small.share(Cohort.share(study.outcomes(), outcome -> outcome.included()))
                + " were included. " + OutcomeProtocol.criteria(study.outcome().inclusion()));
        sentences.add(new RunFacts(cohort).windows());
        sentences.add("An offence counted if it was committed in the window and proved by "
                + (study.outcome().counts() == ProofBasis.CONVICTIONS
                        ? "a court conviction"
                        : "a court conviction or a caution")
                + "; offences were classified by CJS and Home Office codes, and their seriousness against the index offence by "
                + (study.offence().scales().isEmpty()
                        ? "no scale"
                        : String.join(" and ", study.offence().scales()))
                + ". Indictable means " + ReportWords.of(study.offence().indictable()) + ".");
        sentences.add(
                "Proportions have Wilson's 95% intervals; time to the first proven reoffence is by Kaplan and Meier with"
                        + " log-log intervals."
                        + split.map(ShortReport::comparison).orElse("")
                        + adjusted.map(AdjustedChapter::methods).orElse(""));
        if (!study.linkageSettings().byKey() && !study.rates().isEmpty()) {
            sentences.add(
                    "What uncertain and missing links do to the rate was estimated from every candidate pair with the"
                            + " outcome that it would give, links having been made blind to outcomes.");
        }
        sentences.add("Analyses were made with Reconlink" + version() + ".");
        return String.join(" ", sentences);
    }

    private String linkage() {
        LinkageSettings linkage = study.linkageSettings();
        if (linkage.byKey()) {
            return "They were linked to them by a person key that both share.";
        }
        return "Each was linked to one person at most by match weights in the manner of Fellegi and Sunter, without looking at"
                + " offences: pairs that agree on at least one of "
                + linkage.blockOn().size()
                + " blocking rules were compared by " + String.join(", ", linkage.compare())
                + "; a pair was a link from a match probability of " + NumberText.plain(linkage.linkFrom())
                + " and went to clerical review from " + NumberText.plain(linkage.reviewFrom()) + ".";
    }

    private static String comparison(Split split) {
        String groups = split.groups().stream().map(Split.Group::name).collect(Collectors.joining(", "));
        return " Groups (" + groups
                + ", the last being the reference) were compared by risk differences with Newcombe's"
                + " interval, risk ratios with the interval of their logarithm, Fisher's exact test, and the log-rank test.";
    }

    private String version() {
        return versions.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase("reconlink"))
                .map(entry -> " " + entry.getValue())
                .findFirst()
                .orElse("");
    }
}
