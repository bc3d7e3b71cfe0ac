package org.reconlink.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.disclosure.NumberText;
import org.reconlink.disclosure.SmallCounts;
import org.reconlink.kernel.OthersText;
import org.reconlink.outcome.OutcomeSettings.ProofBasis;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.result.AdjustedComparison.Quantity;
import org.reconlink.result.AdjustedComparison.Way;
import org.reconlink.result.Trait.Duration;
import org.reconlink.statistics.BoundedProportion;
import org.reconlink.statistics.Estimate;
import org.reconlink.statistics.Proportion;
import org.reconlink.statistics.Summary;

/** The headline figures of a study, for the head of the report and the end of a run. */
public final class KeyFigures {
    private static final String UNDATED =
            "Of those without a reconviction, those who have a conviction whose offence has no"
                    + " usable date and may be of the window.";

    private final Cohort cohort;
    private final List<KeyFigure> figures = new ArrayList<>();

    private KeyFigures(Cohort cohort) {
        this.cohort = cohort;
    }

    /** In the order of the report: who is in, who they are, what happened in each window. */
    public static List<KeyFigure> of(StudyResult result) {
        return of(Cohort.of(result));
    }

    public static List<KeyFigure> of(Cohort cohort) {
        KeyFigures made = new KeyFigures(cohort);
        made.people();
        cohort.windows().forEach(made::window);
        AdjustedComparison.of(cohort).ifPresent(made::adjusted);
        return List.copyOf(made.figures);
    }

    /**
     * What was found, in two lines for a terminal: the main outcome of the main window, of study groups each with its own, and
     * how many are linked and of how many the outcome is not known. One line where the protocol has no window.
     */
    public static List<String> headline(StudyResult result) {
        Cohort cohort = Cohort.of(result);
        SmallCounts small = cohort.small();
        String linked = (result.linkageSettings().byKey() ? "Linked by key: " : "Linked: ")
                + small.share(Cohort.share(result.outcomes(), ParticipantOutcome::linked));
        if (cohort.windows().isEmpty()) {
            return List.of(linked);
        }
        WindowSettings window = cohort.mainWindow();
        long included = cohort.included().size();
        long unknown = included - cohort.observed(window).size() + cohort.reoffenceUnknown(window);
        return List.of(
                found(cohort, window),
                linked + "; outcome unknown: " + small.share(new Proportion(unknown, included)) + " of those included");
    }

    private static String found(Cohort cohort, WindowSettings window) {
        SmallCounts small = cohort.small();
        Measure main = Measure.main(cohort.result());
        boolean cautions = cohort.result().outcome().counts() == ProofBasis.CONVICTIONS_OR_CAUTIONS;
        String name = " (" + window.name() + "): ";
        Optional<Split> split = Split.byStudyGroup(cohort);
        if (split.isEmpty()) {
            Measure none = cautions ? main.not() : Measure.WITHOUT_RECONVICTION;
            return (cautions ? "No proven reoffence" : "No reconviction")
                    + name
                    + shown(none.of(cohort.included(), window), small);
        }
        List<BoundedProportion> shares = split.get().each(people -> main.of(people, window));
        if (!shares.stream().allMatch(small::shows)) {
            return main.label() + name + "withheld, as a group's count is small";
        }
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < shares.size(); i++) {
            groups.add(OthersText.shown(split.get().groups().get(i).name()) + " " + shown(shares.get(i), small));
        }
        return main.label() + name + String.join("; ", groups);
    }

    private static String shown(BoundedProportion share, SmallCounts small) {
        return small.share(share) + (small.shows(share) ? ", 95% interval " + small.interval(share) + "%" : "");
    }

    private void people() {
        List<ParticipantOutcome> read = cohort.result().outcomes();
        Flow flow = Flow.of(cohort);
        if (!flow.rejected().isEmpty()) {
            part(
                    "Participants read",
                    new Proportion(flow.read(), flow.rows()),
                    "Rows of participants that could be used.");
        }
        part(
                "Included",
                Cohort.share(read, ParticipantOutcome::included),
                "Participants read who met every criterion.");
        part(
                cohort.result().linkageSettings().byKey() ? "Linked by key" : "Linked",
                Cohort.share(read, ParticipantOutcome::linked),
                "Participants read, included or not, who were linked to a person of the conviction extracts.");
        figures.add(KeyFigure.mean(
                "Violent or sexual convictions, mean",
                cohort.summary(Trait.VIOLENT_OR_SEXUAL_CONVICTIONS.value()),
                cohort.summary(KeyFigures::mostViolentOrSexual),
                cohort.small(),
                Trait.VIOLENT_OR_SEXUAL_CONVICTIONS.definition()));
        mean("Years in custody before release, mean", Trait.YEARS_IN_CUSTODY);
        Duration.all(cohort.result()).forEach(d -> mean("Months of " + d.name() + ", mean", d.trait()));
    }

    private static @Nullable Integer mostViolentOrSexual(ParticipantOutcome outcome) {
        Integer surely = outcome.violentOrSexualConvictions();
        Integer perhaps = outcome.perhapsViolentOrSexualConvictions();
        return surely == null || perhaps == null ? null : (Integer) (surely + perhaps);
    }

    private void window(WindowSettings window) {
        String name = " (" + window.name() + ")";
        if (cohort.windowsWithAnEnd().contains(window) && cohort.result().custodyKnown()) {
            share("Recalled to custody" + name, Recalled.share(cohort.included(), window), Recalled.DEFINITION);
        }
        outcome("No reconviction" + name, Measure.WITHOUT_RECONVICTION, window);
        Split.byStudyGroup(cohort).ifPresent(split -> groups(split, window));
        Proportion undated = cohort.restingOnUndated(window);
        if (undated.k() > 0) {
            part("Of these, with an undated offence" + name, undated, UNDATED);
        }
        outcome("Indictable" + name, Measure.indictable(cohort.result()), window);
        lessSerious(window, name);
    }

    /** A line for each group, by matching where it is asked for: it needs the fewest assumptions of how covariates act. */
    private void adjusted(AdjustedComparison comparison) {
        for (AdjustedComparison.Pair pair : comparison.pairs()) {
            Stream.of(Way.MATCHING, Way.WEIGHTING, Way.LOGISTIC_REGRESSION)
                    .flatMap(way -> pair.row(way, Quantity.RISK_DIFFERENCE).stream())
                    .findFirst()
                    .ifPresent(row -> adjusted(comparison, pair, row));
        }
    }

    private void adjusted(AdjustedComparison comparison, AdjustedComparison.Pair pair, AdjustedComparison.Row row) {
        String label = "Difference, " + OthersText.shown(pair.group()) + ", "
                + switch (row.way()) {
                    case MATCHING -> "matched";
                    case WEIGHTING -> "weighted";
                    default -> "adjusted";
                }
                + " (" + comparison.window().name() + ")";
        int places = cohort.small().rounds() ? 0 : 1;
        Estimate estimate = row.estimate();
        Estimate most = row.most();
        boolean shown = row.shown(cohort.small().rule(), pair);
        String text = !shown
                ? SmallCounts.WITHHELD
                : estimate == null
                        ? "not estimated: " + row.reason()
                        : points(estimate.value(), places)
                                + (most == null ? "" : " to " + points(most.value(), places)) + " points (95% CI "
                                + points(estimate.interval().lower(), places) + " to "
                                + points(estimate.interval().upper(), places) + ")";
        figures.add(new KeyFigure(
                label,
                null,
                null,
                text,
                "",
                "The group's share with the outcome less the reference's, with covariates held equal."));
    }

    private static String points(double share, int places) {
        return NumberText.decimal(100 * share, places);
    }

    private void outcome(String label, Measure measure, WindowSettings window) {
        share(label, measure.of(cohort.included(), window), measure.definition());
    }

    /** All groups or none: one that is withheld would follow from the others and everybody's. */
    private void groups(Split split, WindowSettings window) {
        Measure without = Measure.WITHOUT_RECONVICTION;
        if (split.each(people -> without.of(people, window)).stream().allMatch(cohort.small()::shows)) {
            for (Split.Group group : split.groups()) {
                share(
                        "  of group " + OthersText.shown(group.name()) + " (" + window.name() + ")",
                        without.of(group.people(), window),
                        without.definition());
            }
        }
    }

    private void lessSerious(WindowSettings window, String name) {
        if (cohort.reoffended(window).isEmpty()) {
            return;
        }
        List<String> scales = cohort.result().offence().scales();
        for (String scale : scales) {
            share(
                    "Less serious than the index " + (scales.size() > 1 ? "by " + scale : "offence") + name,
                    WorstReoffence.lessSerious(cohort.included(), window, scale),
                    "Of those with a proven reoffence, the worst one ranks below the index offence on " + scale + ".");
        }
    }

    private void share(String label, BoundedProportion share, String definition) {
        figures.add(KeyFigure.share(label, share, cohort.small(), definition));
    }

    private void part(String label, Proportion share, String definition) {
        figures.add(KeyFigure.part(label, share, cohort.small(), definition));
    }

    private void mean(String label, Trait trait) {
        figures.add(KeyFigure.mean(label, cohort.summary(trait.value()), cohort.small(), trait.definition()));
    }

    /**
     * One headline figure: either a share of people or a mean.
     *
     * @param label what it is: {@code Recalled to custody (during)}
     * @param share null for a mean
     * @param summary the values of a mean; null for a share
     * @param text as it may be shown: {@code 27/45 (60.0%)}, {@code 2/36 to 10/36, 8 unknown (5.6% to 27.8%)},
     *     {@code 17.0 (n = 45)}; small counts are withheld in it
     * @param interval the 95% Wilson interval in words; empty where the figure is no estimated share
     * @param definition in one sentence
     */
    public record KeyFigure(
            String label,
            @Nullable BoundedProportion share,
            @Nullable Summary summary,
            String text,
            String interval,
            String definition) {

        /** One line: {@code Recalled to custody (during) 27/45 (60.0%)}. */
        public String sentence() {
            return label + " " + text;
        }

        /** A part of the study's own people, which is no estimate and has no interval. */
        static KeyFigure part(String label, Proportion share, SmallCounts small, String definition) {
            return new KeyFigure(label, BoundedProportion.known(share), null, small.share(share), "", definition);
        }

        static KeyFigure share(String label, BoundedProportion share, SmallCounts small, String definition) {
            String interval = small.shows(share) ? "95% interval " + small.interval(share) : "";
            return new KeyFigure(label, share, null, small.share(share), interval, definition);
        }

        /** A mean of counts that some things may belong to of which it is not known, which the most has and the least has not. */
        static KeyFigure mean(String label, Summary least, Summary most, SmallCounts small, String definition) {
            if (least.total() == most.total()) {
                return mean(label, least, small, definition);
            }
            String text = small.mean(least, least.mean(), 1) + " to " + small.mean(most, most.mean(), 1) + " (n = "
                    + small.count(least.n()) + ")";
            return new KeyFigure(
                    label, null, least, text, "", definition + " Of some it is not known whether they are.");
        }

        static KeyFigure mean(String label, Summary summary, SmallCounts small, String definition) {
            String text = small.mean(summary, summary.mean(), 1) + " (n = " + small.count(summary.n()) + ")";
            return new KeyFigure(label, null, summary, text, "", definition);
        }
    }
}
