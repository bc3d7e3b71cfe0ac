package org.reconlink.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.reconlink.disclosure.NumberText;
import org.reconlink.disclosure.SmallCounts;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.result.Split;
import org.reconlink.statistics.BoundedProportion;
import org.reconlink.statistics.Estimate;
import org.reconlink.statistics.Proportion;
import org.reconlink.statistics.TwoByTwo;

/**
 * Shares of groups side by side, two groups with what tells them apart.
 *
 * <p>A row is withheld as a whole where one group's share is: the others and everybody's would tell it.
 */
final class Compared {
    static final String METHODS = "Fisher's exact test is two-sided; the odds ratio is conditional with its exact 95%"
            + " interval; the difference, the first group's per cent less the second's, has Newcombe's 95% interval; the risk"
            + " ratio, the first group's share over the second's, has that of its logarithm.";

    private final Split split;
    private final SmallCounts small;
    private final DataTable table;

    Compared(String caption, String outcomes, Split split, SmallCounts small) {
        this.split = split;
        this.small = small;
        List<String> headings = new ArrayList<>(split.headings(outcomes));
        if (two()) {
            headings.addAll(List.of("Fisher's test", "Odds ratio", "Difference, points", "Risk ratio"));
        }
        this.table = new DataTable(caption, headings);
    }

    /** Of shares that are not known the bounds stand alone: no test or ratio can be of them. */
    Compared bounds(String label, Function<List<ParticipantOutcome>, BoundedProportion> share) {
        List<BoundedProportion> shares = split.each(share);
        if (shares.stream().allMatch(BoundedProportion::isKnown)) {
            return row(label, people -> share.apply(people).least());
        }
        boolean shown = !small.active() || shares.stream().allMatch(small::shows);
        List<Element> cells = new ArrayList<>();
        shares.forEach(of -> cells.add(DataTable.figure(shown ? small.share(of) : SmallCounts.WITHHELD)));
        for (int i = 0; two() && i < 4; i++) {
            cells.add(DataTable.figure(NumberText.NONE));
        }
        table.row(label, cells);
        return this;
    }

    Compared row(String label, Function<List<ParticipantOutcome>, Proportion> share) {
        List<Proportion> shares = split.each(share);
        List<Element> cells = new ArrayList<>(cells(shares, small));
        if (two()) {
            boolean shown = shown(shares, small);
            TwoByTwo counts = small.twoByTwo(shares.get(0), shares.get(1));
            cells.add(DataTable.figure(shown ? p(counts) : SmallCounts.WITHHELD));
            cells.add(DataTable.figure(shown ? ratio(counts.conditionalOddsRatio()) : SmallCounts.WITHHELD));
            cells.add(DataTable.figure(shown ? difference(counts.riskDifference()) : SmallCounts.WITHHELD));
            cells.add(DataTable.figure(shown ? ratio(counts.riskRatio()) : SmallCounts.WITHHELD));
        }
        table.row(label, cells);
        return this;
    }

    /** A cell for each group's share. */
    static List<Element> cells(List<Proportion> shares, SmallCounts small) {
        boolean shown = shown(shares, small);
        return shares.stream()
                .map(of -> DataTable.figure(shown ? small.share(of) : SmallCounts.WITHHELD))
                .toList();
    }

    private static boolean shown(List<Proportion> shares, SmallCounts small) {
        return !small.active() || shares.stream().allMatch(small::shows);
    }

    Element build() {
        return table.build();
    }

    private boolean two() {
        return split.groups().size() == 2;
    }

    /** {@code 4.45 (0.11 to 391)}. */
    static String ratio(Estimate ratio) {
        return ratio(ratio.value()) + " (" + ratio(ratio.interval().lower()) + " to "
                + ratio(ratio.interval().upper()) + ")";
    }

    /** In points, {@code 41.7 (-20.9 to 75.3)}. */
    static String difference(Estimate difference) {
        return NumberText.decimal(100 * difference.value(), 1) + " ("
                + NumberText.decimal(100 * difference.interval().lower(), 1) + " to "
                + NumberText.decimal(100 * difference.interval().upper(), 1) + ")";
    }

    static String p(TwoByTwo counts) {
        return counts.hasEmptyMargin() ? NumberText.NONE : NumberText.p(counts.fisherTwoSided());
    }

    static String ratio(Optional<Estimate> ratio) {
        return ratio.map(Compared::ratio).orElse(NumberText.NONE);
    }

    static String difference(Optional<Estimate> difference) {
        return difference.map(Compared::difference).orElse(NumberText.NONE);
    }

    private static String ratio(double value) {
        return Double.isFinite(value) ? NumberText.decimal(value, 2) : "∞";
    }
}
