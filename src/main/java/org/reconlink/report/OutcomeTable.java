package org.reconlink.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.reconlink.disclosure.NumberText;
import org.reconlink.disclosure.SmallCounts;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.result.Cohort;
import org.reconlink.result.Measure;
import org.reconlink.result.Recalled;
import org.reconlink.result.Split;
import org.reconlink.result.WorstReoffence;
import org.reconlink.statistics.BoundedProportion;
import org.reconlink.statistics.Estimate;
import org.reconlink.statistics.TwoByTwo;

/**
 * The main outcomes: of everybody a column for each window, of study groups a column for each group with what tells it from
 * the reference, window by window.
 */
final class OutcomeTable {
    private static final String CAPTION = "Outcomes, n/N (%) with 95% interval";

    private final Cohort cohort;
    private final SmallCounts small;

    private OutcomeTable(Cohort cohort) {
        this.cohort = cohort;
        this.small = cohort.small();
    }

    static List<PagePart> of(Cohort cohort) {
        OutcomeTable table = new OutcomeTable(cohort);
        Optional<Split> split = Split.byStudyGroup(cohort);
        List<PagePart> body = new ArrayList<>();
        body.add(split.map(table::groups).orElseGet(table::windows));
        body.add(Html.note("* what this study counts as indictable. Intervals are Wilson's."
                + split.map(OutcomeTable::methods).orElse("")
                + " Over those observed; for recall over those whose window has begun, for seriousness the worst reoffence of those"
                + " with one. " + reading(cohort)));
        return body;
    }

    private static String methods(Split split) {
        return " The difference is the group's per cent less that of “"
                + split.groups().get(split.groups().size() - 1).name()
                + "”, with Newcombe's interval; the risk ratio has that of its logarithm, and none where nobody of a group has"
                + " the outcome; p is of Fisher's exact test, two-sided.";
    }

    private static String reading(Cohort cohort) {
        return cohort.windows().stream()
                .filter(window -> cohort.restingOnUndated(window).k() > 0)
                .map(window -> "Of those without a reconviction in “" + window.name() + "”, "
                        + cohort.small().share(cohort.restingOnUndated(window))
                        + " have a conviction whose offence has no usable date.")
                .reduce("", (one, other) -> one + (one.isEmpty() ? "" : " ") + other);
    }

    /** A row of the table; no share where the window has none. */
    private record Line(
            String label,
            Function<WindowSettings, Optional<Function<List<ParticipantOutcome>, BoundedProportion>>> at) {}

    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (Measure measure : Measure.all(cohort.result())) {
            if (cohort.result().custodyKnown() || !measure.needsCustody()) {
                lines.add(new Line(measure.label(), window -> Optional.of(people -> measure.of(people, window))));
            }
        }
        for (String scale : cohort.result().offence().scales()) {
            lines.add(new Line(
                    "Less serious than the index offence, by " + scale,
                    window -> cohort.reoffended(window).isEmpty()
                            ? Optional.empty()
                            : Optional.of(people -> WorstReoffence.lessSerious(people, window, scale))));
        }
        if (cohort.result().custodyKnown()) {
            lines.add(new Line(
                    "Recalled to custody",
                    window -> cohort.windowsWithAnEnd().contains(window)
                            ? Optional.of(people -> Recalled.share(people, window))
                            : Optional.empty()));
        }
        return lines;
    }

    private Element windows() {
        List<WindowSettings> windows = cohort.windows();
        DataTable table = new DataTable(
                CAPTION,
                Stream.concat(
                                Stream.of("Outcome"),
                                windows.stream().map(window -> "“" + window.name() + "”, " + WindowWords.span(window)))
                        .toList());
        for (Line line : lines()) {
            table.row(
                    line.label(),
                    windows.stream()
                            .map(window -> line.at()
                                    .apply(window)
                                    .map(share -> figure(share.apply(cohort.included())))
                                    .orElse(DataTable.figure(NumberText.NONE)))
                            .toList());
        }
        return table.build();
    }

    private Element figure(BoundedProportion share) {
        String interval = small.interval(share);
        return interval.equals(NumberText.NONE)
                ? DataTable.figure(small.share(share))
                : DataTable.figure(small.share(share), interval);
    }

    private Element groups(Split split) {
        boolean two = split.groups().size() == 2;
        List<String> headings = new ArrayList<>(split.headings("Outcome"));
        if (two) {
            headings.addAll(List.of("Difference, points", "Risk ratio", "p"));
        }
        DataTable table = new DataTable(CAPTION + ", by " + split.by(), headings);
        for (WindowSettings window : cohort.windows()) {
            table.group("Window “" + window.name() + "”, " + WindowWords.span(window));
            for (Line line : lines()) {
                line.at().apply(window).ifPresent(share -> table.row(line.label(), cells(split.each(share), two)));
            }
        }
        return table.build();
    }

    /** A row is withheld as a whole where one group's share is: the others and everybody's would tell it. */
    private List<Element> cells(List<BoundedProportion> shares, boolean two) {
        boolean shown = !small.active() || shares.stream().allMatch(small::shows);
        List<Element> cells = new ArrayList<>();
        int reference = shares.size() - 1;
        for (int group = 0; group <= reference; group++) {
            Element cell = shown ? figure(shares.get(group)) : DataTable.figure(SmallCounts.WITHHELD);
            boolean told = two || !shown || group == reference;
            cells.add(told ? cell : against(cell, shares.get(group), shares.get(reference)));
        }
        if (two) {
            cells.addAll(shown ? compared(shares.get(0), shares.get(1)) : withheld());
        }
        return cells;
    }

    private static List<Element> withheld() {
        Element cell = DataTable.figure(SmallCounts.WITHHELD);
        return List.of(cell, cell, cell);
    }

    private List<Element> compared(BoundedProportion share, BoundedProportion reference) {
        if (!share.isKnown() || !reference.isKnown()) {
            Element none = DataTable.figure(NumberText.NONE);
            return List.of(none, none, none);
        }
        TwoByTwo counts = small.twoByTwo(share.least(), reference.least());
        return List.of(
                DataTable.figure(Compared.difference(counts.riskDifference())),
                DataTable.figure(Compared.ratio(counts.riskRatio())),
                DataTable.figure(
                        counts.hasEmptyMargin()
                                ? NumberText.NONE
                                : NumberText.p(counts.fisherTwoSided())
                                        .replace("p = ", "")
                                        .replace("p ", "")));
    }

    /** Of more than two groups: each but the reference with its difference and ratio below its share. */
    private Element against(Element cell, BoundedProportion share, BoundedProportion reference) {
        if (!share.isKnown() || !reference.isKnown()) {
            return cell;
        }
        TwoByTwo counts = small.twoByTwo(share.least(), reference.least());
        Optional<Estimate> difference = counts.riskDifference();
        Optional<Estimate> ratio = counts.riskRatio();
        Element told = cell;
        if (difference.isPresent()) {
            told = told.add(new Text(" "), line("difference " + Compared.difference(difference.get())));
        }
        return ratio.isPresent() ? told.add(new Text(" "), line("ratio " + Compared.ratio(ratio.get()))) : told;
    }

    private static Element line(String words) {
        return Element.of("span", words).with("class", "interval");
    }
}
