package org.reconlink.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reconlink.disclosure.NumberText;
import org.reconlink.disclosure.SmallCounts;
import org.reconlink.kernel.Participant.Repeated;
import org.reconlink.linkage.study.LinkageSettings;
import org.reconlink.result.Cohort;
import org.reconlink.result.RateRow;
import org.reconlink.result.RateRow.Kind;
import org.reconlink.result.ReportWords;
import org.reconlink.statistics.BoundedProportion;
import org.reconlink.statistics.Estimate;
import org.reconlink.statistics.Interval;
import org.reconlink.statistics.TwoByTwo;
import org.reconlink.statistics.uncertainty.AuditedRate;
import org.reconlink.statistics.uncertainty.UncertainRate;
import org.reconlink.statistics.uncertainty.WindowRate;
import org.reconlink.statistics.uncertainty.WindowRate.NewSentences;

/** What uncertain and missing links do to the rate of each window. */
final class RateChapter {
    private static final double SIGNIFICANT = 0.05;

    private final Cohort cohort;
    private final SmallCounts small;

    private RateChapter(Cohort cohort) {
        this.cohort = cohort;
        this.small = cohort.small();
    }

    static Chapter of(Cohort cohort) {
        RateChapter chapter = new RateChapter(cohort);
        List<PagePart> body = new ArrayList<>();
        body.add(Html.p("The rate is the share of participants with a proven reoffence in the window, of those who are"
                + " included and would be observed if they were linked. Links were made without looking at offences;"
                + " here, after the fact, every possible pair is weighed with the outcome that it would give the"
                + " participant."));
        if (cohort.result().rates().isEmpty()) {
            body.add(Html.p("This run has no estimate."));
        }
        RateRow.of(cohort.result().rates(), cohort.small().rule())
                .forEach((rate, rows) -> body.addAll(chapter.window(rate, rows)));
        return new Chapter("rate", "statistics", "How sure the rate is", body);
    }

    private List<PagePart> window(WindowRate rate, List<RateRow> rows) {
        List<PagePart> body = new ArrayList<>();
        body.add(Html.h3(ReportWords.sentence(rate.name())));
        WindowRate most = rate.most();
        if (most != null) {
            body.add(Html.p("Of some it is not known whether they reoffended"
                    + (rate.bounds().isKnown()
                            ? ""
                            : ", of the observed of "
                                    + small.count(rate.bounds().unknown()))
                    + ". Every figure is worked out twice, if none of them did and if all of them did: rates are from"
                    + " the one to the other, intervals from the lower limit of the one to the upper limit of the"
                    + " other."));
        }
        UncertainRate estimate = estimate(rate);
        if (estimate == null) {
            body.add(Html.p(
                    cohort.result().outcome().inclusion().repeated() == Repeated.EACH_EPISODE
                            ? "There is no estimate: each of several rows of one person is followed by itself, and the"
                                    + " estimate takes every row as another person with a link of its own."
                            : "Nobody here can be linked to anybody, so there is no estimate."));
        } else if (!rows.get(0).shown()) {
            body.add(Html.p("Counts are withheld here, and with them the estimate."));
        } else {
            body.add(Html.p(estimate.estimateSentence() + " " + estimate.rangeSentence()));
            UncertainRate highest = most == null ? null : estimate(most);
            if (highest != null) {
                body.add(Html.p("If all of whom it is not known reoffended: " + highest.estimateSentence() + " "
                        + highest.rangeSentence()));
            }
            body.add(Html.p(headline(estimate, rate.bounds())));
            Double target = cohort.result().outcome().window(rate.window()).comparisonRate();
            if (target != null) {
                body.add(Html.p(estimate.targetSentence(target)));
            }
            List<RateRow> sweep =
                    rows.stream().filter(row -> row.kind() == Kind.AT_THRESHOLD).toList();
            if (!sweep.isEmpty()) {
                body.add(Figure.of(
                        RateChart.draw(
                                rate.name(), sweep, estimate, cohort.result().linkageSettings()),
                        "The rate if pairs were links from each match probability (dots, with Wilson's 95% interval), before"
                                + " the estimate (line), its 95% interval (dark band) and its range for the unlinked"
                                + " (light band).",
                        table(rate, rows)));
            }
        }
        AuditedRate audited = rate.audited();
        if (audited != null && rows.stream().anyMatch(row -> row.kind() == Kind.AUDITED_LEAST && row.shown())) {
            body.add(Html.p((small.rounds() ? audited.rounded(small::rounded) : audited).sentence()));
        }
        NewSentences sentences = rate.newSentences();
        if (sentences != null && sentences.unlinked().n() > 0) {
            body.add(Html.p(alarm(sentences)));
        }
        body.add(table(rate, rows));
        if (estimate != null && rows.get(0).shown()) {
            body.add(Html.note(notes(estimate)));
        }
        return body;
    }

    private @Nullable UncertainRate estimate(WindowRate rate) {
        UncertainRate exact = rate.estimate();
        return exact != null && small.rounds() ? exact.rounded(small::rounded) : exact;
    }

    /** Needs no link: whom linkage missed are other people where many more of them were sentenced anew. */
    private String alarm(NewSentences sentences) {
        String counts = "By the custody file, which needs no link, a new sentence began in the window for "
                + small.share(sentences.linked()) + " of the linked and " + small.share(sentences.unlinked())
                + " of the unlinked";
        TwoByTwo table = small.twoByTwo(sentences.linked(), sentences.unlinked());
        if (!small.shows(sentences.linked()) || !small.shows(sentences.unlinked()) || table.hasEmptyMargin()) {
            return counts + ".";
        }
        double p = table.fisherTwoSided();
        return counts + " (Fisher's exact test, two-sided, " + NumberText.p(p) + ")."
                + (p < SIGNIFICANT && sentences.unlinked().isAbove(sentences.linked())
                        ? " That is an alarm: those who could not be linked seem to be the ones who reoffend, and no figure"
                                + " from links alone is to be trusted before a sample of them is traced (reconlink review"
                                + " sample --unlinked 30)."
                        : "");
    }

    private String headline(UncertainRate estimate, BoundedProportion bounds) {
        String confident = "the rate of confident links, "
                + (bounds.isKnown() ? small.share(estimate.confident()) : small.share(bounds))
                + " with Wilson's interval "
                + (bounds.isKnown() ? small.interval(estimate.confident()) : small.interval(bounds)) + "%";
        return switch (estimate.headline()) {
            case CONFIDENT_LINKS_AND_RANGE ->
                "With fewer than 60 participants, or fewer than 5 with the outcome, the figure to quote is " + confident
                        + ", beside the range.";
            case ESTIMATE ->
                "The figure to quote is the estimate: it hardly differs from the one that is blind to outcomes, so"
                        + " nothing suggests that identifiers are damaged more often on one side.";
            case ESTIMATE_AND_RANGE ->
                "The figure to quote is the estimate with its range: it differs from the one that is blind to outcomes,"
                        + " so identifiers seem to be damaged more often on one side.";
        };
    }

    private Element table(WindowRate rate, List<RateRow> rows) {
        DataTable table = new DataTable(
                "What linkage does to the rate, " + rate.name(),
                "Figure",
                "n/N",
                "Rate, %",
                "95% interval or range, %");
        for (RateRow row : rows) {
            if (row.kind() != Kind.UNLINKED) {
                table.row(
                        label(row),
                        List.of(
                                DataTable.figure(counted(row)),
                                DataTable.figure(rate(row)),
                                DataTable.figure(limits(row))));
            }
        }
        return table.build();
    }

    private static String label(RateRow row) {
        Double threshold = row.threshold();
        return switch (row.kind()) {
            case CONFIDENT_LINKS -> "Confident links; all pairs in review rejected";
            case REVIEWED_PAIRS_ACCEPTED -> "All pairs in review accepted, the likeliest of each participant";
            case AT_THRESHOLD -> "Links from " + (threshold == null ? NumberText.NONE : NumberText.plain(threshold));
            case OUTCOME_BLIND_ESTIMATE -> "Estimate blind to outcomes";
            case ESTIMATE -> "Estimate";
            case RANGE -> "Range: the unlinked at a third to three times the odds";
            case UNLINKED -> "Unlinked";
            case AUDITED_LEAST -> "Audited sample of the unlinked; those not traced did not reoffend";
            case AUDITED_MOST -> "Audited sample of the unlinked; those not traced did";
        };
    }

    private String counted(RateRow row) {
        BoundedProportion counted = row.counted();
        if (!row.shown()) {
            return SmallCounts.WITHHELD;
        }
        if (counted == null) {
            return NumberText.NONE;
        }
        String of = "/" + NumberText.whole(counted.n());
        return NumberText.whole(counted.k())
                + of
                + (counted.isKnown()
                        ? ""
                        : " to " + NumberText.whole(counted.most().k()) + of);
    }

    private static String rate(RateRow row) {
        Double rate = row.rate();
        Double most = row.most();
        if (rate == null || most == null || !row.shown()) {
            return NumberText.NONE;
        }
        String least = NumberText.decimal(100 * rate, 1);
        return rate.equals(most) ? least : least + " to " + NumberText.decimal(100 * most, 1);
    }

    private static String limits(RateRow row) {
        Interval interval = row.interval();
        return interval == null || !row.shown()
                ? NumberText.NONE
                : NumberText.decimal(100 * interval.lower(), 1) + " to "
                        + NumberText.decimal(100 * interval.upper(), 1);
    }

    private static String notes(UncertainRate estimate) {
        double absent = estimate.estimate().value() * (1 - estimate.unlinked());
        String notes = "Estimates are over " + NumberText.whole(estimate.participants())
                + " participants, linked or not. Whoever is absent from the extracts is taken to have the same rate;"
                + " where absent means never convicted, the lower reading is "
                + NumberText.decimal(100 * absent, 1)
                + "%. A whole identity that was replaced leaves no trace in linked"
                + " pairs: against that, only the range helps. True pairs that no blocking rule finds are taken to be as"
                + " many among those with the outcome as among the others.";
        return estimate.approximated() == 0
                ? notes
                : notes + " Of " + NumberText.whole(estimate.approximated())
                        + " participants too many are tied to one another for exact counts, so their links were taken one"
                        + " by one.";
    }

    /** The rate at each threshold with its interval, before the estimate, its interval and its range. */
    private static final class RateChart {
        private static final double BASE = 250;
        private static final double TOP = 30;

        private final ThresholdAxis axis;
        private final double highest;
        private final List<Element> shapes = new ArrayList<>();

        private RateChart(ThresholdAxis axis, double highest) {
            this.axis = axis;
            this.highest = highest;
        }

        /** @param rows at thresholds, from low to high */
        static Element draw(String window, List<RateRow> rows, UncertainRate rate, LinkageSettings settings) {
            double most = rate.range().upper();
            for (RateRow row : rows) {
                Interval interval = row.interval();
                most = interval == null || !row.shown() ? most : Math.max(most, interval.upper());
            }
            ThresholdAxis axis = new ThresholdAxis(
                    rows.stream()
                            .map(RateRow::threshold)
                            .filter(Objects::nonNull)
                            .toList(),
                    settings,
                    BASE);
            RateChart chart = new RateChart(axis, Math.min(1, Math.ceil(most * 10) / 10));
            chart.grid();
            chart.band(rate.range(), "range");
            chart.band(rate.estimate().interval(), "band");
            chart.estimate(rate.estimate());
            for (int number = 0; number < rows.size(); number++) {
                chart.dot(number, rows.get(number));
            }
            chart.shapes.addAll(axis.draw());
            return Svg.picture(
                    "rate-" + Svg.word(window),
                    "Rate by threshold, " + window,
                    "A dot with its interval for each threshold; behind them a line at the estimate, a band for its interval and"
                            + " a wider band for its range. The table below has the same numbers.",
                    ThresholdAxis.WIDTH,
                    BASE + ThresholdAxis.FOOT,
                    chart.shapes);
        }

        private void grid() {
            shapes.add(Svg.text(0, 14, "start", "tick", "Proven reoffending, per cent of those observed"));
            int step = highest > 0.5 ? 20 : 10;
            for (int percent = 0; percent <= Math.round(100 * highest); percent += step) {
                double y = y(percent / 100.0);
                shapes.add(Svg.line(ThresholdAxis.LEFT, y, ThresholdAxis.WIDTH - 8, y, "grid"));
                shapes.add(Svg.text(ThresholdAxis.LEFT - 8, y + 4, "end", "tick", percent + "%"));
            }
        }

        private void band(Interval interval, String style) {
            shapes.add(Svg.rectangle(
                    ThresholdAxis.LEFT,
                    y(interval.upper()),
                    ThresholdAxis.WIDTH - 8 - ThresholdAxis.LEFT,
                    y(interval.lower()) - y(interval.upper()),
                    style));
        }

        private void estimate(Estimate estimate) {
            double y = y(estimate.value());
            shapes.add(Svg.line(ThresholdAxis.LEFT, y, ThresholdAxis.WIDTH - 8, y, "estimate"));
        }

        private void dot(int number, RateRow row) {
            Interval interval = row.interval();
            Double rate = row.rate();
            if (interval != null && rate != null && row.shown()) {
                double x = axis.middle(number);
                shapes.add(Svg.line(x, y(interval.lower()), x, y(interval.upper()), "interval"));
                shapes.add(Svg.circle(x, y(rate), 4.5, "dot"));
            }
        }

        private double y(double share) {
            return BASE - share / highest * (BASE - TOP);
        }
    }
}
