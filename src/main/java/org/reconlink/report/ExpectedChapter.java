package org.reconlink.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.disclosure.NumberText;
import org.reconlink.disclosure.SmallCounts;
import org.reconlink.outcome.OutcomeSettings.ScoreSet;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.result.Cohort;
import org.reconlink.result.ExpectedScores;
import org.reconlink.result.ExpectedScores.Scale;
import org.reconlink.statistics.BoundedProportion;
import org.reconlink.statistics.Estimate;
import org.reconlink.statistics.ObservedExpected;
import org.reconlink.statistics.ogrs.ExpectedReoffending;
import org.reconlink.statistics.ogrs.Ogrs4Static;
import org.reconlink.statistics.ogrs.ReoffendingScore.NotScored;
import org.reconlink.statistics.ogrs.ReoffendingScore.Years;

/** Reoffending within one and two years beside what scores expect. */
final class ExpectedChapter {
    private final Cohort cohort;
    private final SmallCounts small;
    private final ExpectedScores scores = new ExpectedScores();

    private ExpectedChapter(Cohort cohort) {
        this.cohort = cohort;
        this.small = cohort.small();
    }

    static Chapter of(Cohort cohort) {
        ExpectedChapter chapter = new ExpectedChapter(cohort);
        List<PagePart> body = new ArrayList<>();
        WindowSettings first = cohort.windows().get(0);
        body.add(Html.p("OGRS3 gives the probability of a proven reoffence within one and two years of the "
                + first.from().field()
                + ", from age, sex, previous sanctions and the index offence; the expected number is the sum over those"
                + " included who were observed for that time and have a score. A reoffence here is one proved by a"
                + " conviction or a caution, whatever the protocol counts, since that is what the score is about."));
        body.add(chapter.table());
        body.add(
                Html.note("The interval of observed over expected is the exact Poisson interval of the observed number;"
                        + " the expected number is taken as known. Where it is not known of some whether they reoffended,"
                        + " the observed number lies between two, the interval is from the lower limit of the one to the"
                        + " upper limit of the other, and there is no test."
                        + (chapter.withSuccessor() ? " " + Ogrs4Static.NOT_VALIDATED + "." : "")));
        body.addAll(chapter.withoutScore());
        return new Chapter("expected", "statistics", "Observed against expected", body);
    }

    private boolean withSuccessor() {
        return cohort.result().outcome().scores() == ScoreSet.OGRS3_AND_OGRS4_STATIC;
    }

    private Element table() {
        DataTable table = new DataTable(
                "Observed against expected reoffending",
                "Score",
                "Observed, n/N (%)",
                "Expected (%)",
                "Observed/expected",
                "95% interval",
                "p",
                "Without a score");
        row(table, "OGRS3, one year", Scale.OGRS3, Years.ONE);
        row(table, "OGRS3, two years", Scale.OGRS3, Years.TWO);
        if (withSuccessor()) {
            row(table, "OGRS4G static, two years (not validated)", Scale.OGRS4_STATIC, Years.TWO);
        }
        return table.build();
    }

    private void row(DataTable table, String label, Scale scale, Years years) {
        ExpectedReoffending compared = scores.compared(scale, years, cohort.included());
        BoundedProportion observed =
                new BoundedProportion(compared.comparison().observed(), compared.scored(), compared.unknown());
        BoundedProportion rounded = small.rounded(observed);
        double expected = compared.comparison().expected();
        Estimate least = small.shows(observed)
                ? new ObservedExpected(rounded.k(), expected).ratio().orElse(null)
                : null;
        Estimate most = small.shows(observed)
                ? new ObservedExpected(rounded.most().k(), expected).ratio().orElse(null)
                : null;
        String number = NumberText.decimal(expected, 1) + " ("
                + NumberText.decimal(100 * expected / Math.max(1, small.rounded(compared.scored())), 1) + "%)";
        table.row(
                label,
                DataTable.figure(small.share(observed)),
                DataTable.figure(small.withholds(observed.n()) ? SmallCounts.WITHHELD : number),
                DataTable.figure(ratio(least, most)),
                DataTable.figure(
                        least == null || most == null
                                ? NumberText.NONE
                                : NumberText.decimal(least.interval().lower(), 2) + " to "
                                        + NumberText.decimal(most.interval().upper(), 2)),
                DataTable.figure(
                        least == null || !observed.isKnown()
                                ? NumberText.NONE
                                : new ObservedExpected(rounded.k(), expected)
                                        .p()
                                        .map(NumberText::p)
                                        .orElse(NumberText.NONE)),
                DataTable.figure(small.count(compared.notScored())));
    }

    private static String ratio(@Nullable Estimate least, @Nullable Estimate most) {
        if (least == null || most == null) {
            return NumberText.NONE;
        }
        String ratio = NumberText.decimal(least.value(), 2);
        return least.value() == most.value() ? ratio : ratio + " to " + NumberText.decimal(most.value(), 2);
    }

    private List<PagePart> withoutScore() {
        List<String> reasons = cohort.included().stream().flatMap(this::reasons).toList();
        return reasons.isEmpty()
                ? List.of()
                : List.of(Notices.table(
                        "Why included participants have no OGRS3 score", "Participants", reasons.stream(), small));
    }

    private Stream<String> reasons(ParticipantOutcome outcome) {
        return scores.score(Scale.OGRS3, outcome) instanceof NotScored not ? not.reasons().stream() : Stream.of();
    }
}
