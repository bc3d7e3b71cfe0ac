package org.reconlink.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reconlink.disclosure.NumberText;
import org.reconlink.disclosure.SmallCounts;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.result.Cohort;
import org.reconlink.result.Recalled;
import org.reconlink.result.Recalled.IndexKind;
import org.reconlink.result.Split;
import org.reconlink.statistics.Interval;
import org.reconlink.statistics.LogRank;
import org.reconlink.statistics.Proportion;
import org.reconlink.statistics.SurvivalCurve;
import org.reconlink.statistics.SurvivalCurve.SurvivalMedian;
import org.reconlink.statistics.SurvivalCurve.SurvivalPoint;
import org.reconlink.statistics.SurvivalCurve.SurvivalTime;

/** How long it took to the first proven reoffence, window by window. */
final class SurvivalChapter {
    private static final int MOST_TICKS = 9;
    private static final int[] STEPS = {3, 6, 12, 24, 60};

    private final Cohort cohort;
    private final SmallCounts small;

    private SurvivalChapter(Cohort cohort) {
        this.cohort = cohort;
        this.small = cohort.small();
    }

    static Chapter of(Cohort cohort) {
        SurvivalChapter chapter = new SurvivalChapter(cohort);
        List<PagePart> body = new ArrayList<>();
        body.add(Html.p("Time runs from the window's start date to the first proven reoffence, of all included who are"
                + " linked and have a day in the window; whoever had none by the end of the window, the horizon, death or"
                + " deportation is censored then. The share without one is the Kaplan-Meier estimate with 95% log-log"
                + " intervals (none before the first reoffence), so those whose window is not yet over count for as long as"
                + " they were followed. Time is in calendar months and parts of one."));
        cohort.windows().forEach(w -> body.addAll(chapter.window(w)));
        return new Chapter("time-to-first", "statistics", "Time to first reoffence", body);
    }

    /** One curve, by study group where there are some, and what it comes to; its table where no curve may be drawn. */
    static List<PagePart> brief(Cohort cohort, WindowSettings window) {
        SurvivalChapter chapter = new SurvivalChapter(cohort);
        SurvivalCurve curve = SurvivalCurve.of(Cohort.times(cohort.included(), window));
        if (curve.n() == 0) {
            return List.of(Html.p("Nobody has a day in the window “" + window.name() + "”."));
        }
        List<Integer> months = months(curve, window.months());
        String said = chapter.sentences(curve, window);
        if (chapter.small.active()) {
            return List.of(chapter.table(curve, window, months), Html.p(said));
        }
        String share = "Share without a proven reoffence by months from the "
                + window.from().field() + ", Kaplan-Meier";
        Optional<Split> split = Split.byStudyGroup(cohort);
        Map<String, SurvivalCurve> curves =
                split.map(groups -> curves(groups, window)).orElse(Map.of());
        return List.of(
                split.isEmpty() || curves.size() < 2
                        ? figure(window, curve, months, share + " with 95% interval. " + said)
                        : figure(
                                window,
                                curves,
                                months,
                                share + ", by study group." + chapter.byStudyGroup(split.get(), window)
                                        + " Median months: "
                                        + curves.entrySet().stream()
                                                .map(group -> group.getKey() + " " + median(group.getValue()))
                                                .collect(Collectors.joining(", "))
                                        + "."));
    }

    /** {@code 14.2 (8.1 to –)}, where the curve comes down to one half. */
    private static String median(SurvivalCurve curve) {
        SurvivalMedian median = curve.median();
        return median.time().isEmpty()
                ? "not reached"
                : NumberText.decimal(median.time(), 1) + " (" + NumberText.decimal(median.lower(), 1) + " to "
                        + NumberText.decimal(median.upper(), 1) + ")";
    }

    private static Figure figure(WindowSettings window, SurvivalCurve curve, List<Integer> months, String caption) {
        return new Figure(
                SurvivalChart.draw(window.name(), curve, months),
                caption,
                SurvivalChart.COLUMNS,
                SurvivalChart.numbers("", curve));
    }

    private static Figure figure(
            WindowSettings window, Map<String, SurvivalCurve> curves, List<Integer> months, String caption) {
        return new Figure(
                SurvivalChart.draw(window.name(), curves, months),
                caption,
                SurvivalChart.COLUMNS,
                curves.entrySet().stream()
                        .flatMap(group -> SurvivalChart.numbers(group.getKey(), group.getValue()).stream())
                        .toList());
    }

    private Element table(SurvivalCurve curve, WindowSettings window, List<Integer> months) {
        DataTable table = table("Time to first proven reoffence, window “" + window.name() + "”");
        rows(table, curve, months);
        return table.build();
    }

    private String sentences(SurvivalCurve curve, WindowSettings window) {
        Proportion events = new Proportion(curve.events(), curve.n());
        return "With a proven reoffence: " + small.share(events) + " of those followed. " + median(curve, events) + " "
                + comparison(window);
    }

    private List<PagePart> window(WindowSettings window) {
        SurvivalCurve curve = SurvivalCurve.of(Cohort.times(cohort.included(), window));
        List<PagePart> body = new ArrayList<>();
        body.add(Html.h3("Window “" + window.name() + "”: " + WindowWords.span(window)));
        if (curve.n() == 0) {
            body.add(Html.p("Nobody has a day in this window."));
            return body;
        }
        List<Integer> months = months(curve, window.months());
        // each step of the curve is one person's day
        if (!small.active()) {
            body.add(figure(
                    window,
                    curve,
                    months,
                    "The share still without a proven reoffence by months from the start of the window, with its 95%"
                            + " interval, and how many were still followed."));
        }
        body.add(table(curve, window, months));
        body.add(Html.note(sentences(curve, window)));
        Split.byStudyGroup(cohort).ifPresent(split -> body.addAll(groups(split, window, months)));
        return body;
    }

    /** One curve a group, with its numbers at risk. */
    private List<PagePart> groups(Split split, WindowSettings window, List<Integer> months) {
        Map<String, SurvivalCurve> curves = curves(split, window);
        // each group's numbers would follow from the others' and everybody's
        if (curves.size() < 2 || !shown(curves.values())) {
            return List.of();
        }
        List<PagePart> body = new ArrayList<>();
        if (!small.active()) {
            body.add(figure(
                    window,
                    curves,
                    months,
                    "The same, a curve for each group, and how many of it were still followed; the table has the"
                            + " intervals."));
        }
        DataTable table = table("Time to first proven reoffence by " + split.by() + ", window “" + window.name() + "”");
        curves.forEach((group, curve) -> rows(table.group(group), curve, months));
        body.add(table.build());
        return body;
    }

    /** Of the groups in which anybody has a day. */
    private static Map<String, SurvivalCurve> curves(Split split, WindowSettings window) {
        Map<String, SurvivalCurve> curves = new LinkedHashMap<>();
        for (Split.Group group : split.groups()) {
            SurvivalCurve curve = SurvivalCurve.of(Cohort.times(group.people(), window));
            if (curve.n() > 0) {
                curves.put(group.name(), curve);
            }
        }
        return curves;
    }

    private boolean shown(Collection<SurvivalCurve> curves) {
        return !small.active()
                || curves.stream().allMatch(curve -> small.shows(new Proportion(curve.events(), curve.n())));
    }

    /** Where the axis has ticks and the table rows; a window's length is one of them, since the curve ends there. */
    private static List<Integer> months(SurvivalCurve curve, @Nullable Integer length) {
        double last = curve.points().get(curve.points().size() - 1).time();
        int step = STEPS[STEPS.length - 1];
        for (int i = STEPS.length - 1; i >= 0 && last / STEPS[i] <= MOST_TICKS; i--) {
            step = STEPS[i];
        }
        List<Integer> months = new ArrayList<>();
        for (int month = 0; month <= Math.max(last, step); month += step) {
            months.add(month);
        }
        if (length != null && last == length && !months.contains(length)) {
            months.add(length);
        }
        return months;
    }

    private static DataTable table(String caption) {
        return new DataTable(
                caption,
                "Months",
                "At risk",
                "Reoffended by then",
                "Without a reoffence, %",
                NumberText.INTERVAL_HEADING);
    }

    private void rows(DataTable table, SurvivalCurve curve, List<Integer> months) {
        for (int month : months) {
            Proportion events = new Proportion(events(curve, month), curve.n());
            OptionalDouble survival = curve.survival(month);
            boolean shown = small.shows(events) && !small.withholds(curve.atRisk(month)) && survival.isPresent();
            table.row(
                    String.valueOf(month),
                    DataTable.figure(small.count(curve.atRisk(month))),
                    DataTable.figure(small.share(events)),
                    DataTable.figure(shown ? perCent(survival.getAsDouble(), curve) : NumberText.NONE),
                    DataTable.figure(shown ? interval(curve, month) : NumberText.NONE));
        }
    }

    private static int events(SurvivalCurve curve, double time) {
        return curve.points().stream()
                .filter(point -> point.time() <= time)
                .mapToInt(SurvivalPoint::events)
                .sum();
    }

    private String perCent(double share, SurvivalCurve curve) {
        return NumberText.decimal(100 * small.estimate(share, curve.n()), 1);
    }

    private String interval(SurvivalCurve curve, double time) {
        SurvivalPoint last = null;
        for (SurvivalPoint point : curve.points()) {
            last = point.time() <= time ? point : last;
        }
        Interval interval = last == null ? null : last.interval().orElse(null);
        return interval == null
                ? NumberText.NONE
                : perCent(interval.lower(), curve) + " to " + perCent(interval.upper(), curve);
    }

    private String median(SurvivalCurve curve, Proportion events) {
        // the median is one person's time
        if (!small.shows(events) || small.rounds()) {
            return "The median is withheld.";
        }
        SurvivalMedian median = curve.median();
        if (median.time().isEmpty()) {
            return "The curve does not come down to one half, so there is no median.";
        }
        return "Median months: " + NumberText.decimal(median.time(), 1) + " (95% interval from "
                + NumberText.decimal(median.lower(), 1) + " to " + NumberText.decimal(median.upper(), 1) + ").";
    }

    private String comparison(WindowSettings window) {
        List<SurvivalTime> violent = Cohort.times(Recalled.having(cohort.included(), IndexKind.VIOLENT), window);
        List<SurvivalTime> sexual = Cohort.times(Recalled.having(cohort.included(), IndexKind.SEXUAL), window);
        String byIndex = logRank(
                List.of(violent, sexual),
                "Violent (" + small.share(events(violent)) + ") against sexual index offence ("
                        + small.share(events(sexual)) + ")");
        return byIndex
                + Split.byStudyGroup(cohort)
                        .map(split -> byStudyGroup(split, window))
                        .orElse("");
    }

    private String byStudyGroup(Split split, WindowSettings window) {
        String groups = split.groups().stream()
                .map(group -> group.name() + " (" + small.share(events(Cohort.times(group.people(), window))) + ")")
                .collect(Collectors.joining(", "));
        return logRank(split.each(people -> Cohort.times(people, window)), " By study group, " + groups);
    }

    private String logRank(List<List<SurvivalTime>> groups, String words) {
        if (groups.stream().anyMatch(group -> !small.shows(events(group)))) {
            return "";
        }
        return LogRank.of(groups)
                .test()
                .map(test -> words + ": log-rank test, " + NumberText.p(test.p()) + ".")
                .orElse("");
    }

    private static Proportion events(List<SurvivalTime> times) {
        return Cohort.share(times, SurvivalTime::event);
    }

    /** Kaplan-Meier curves in steps and the numbers at risk below them; one alone has its interval as a band. */
    static final class SurvivalChart {
        private static final double WIDTH = 420;
        private static final double LEFT = 52;
        private static final double RIGHT = 14;
        private static final double TOP = 30;
        private static final double BASE = 216;
        private static final double AT_RISK = BASE + 64;
        private static final double MARGIN = 16;
        private static final double GROUP = 36;
        private static final int GRID = 25;

        private final List<Integer> months;
        private final double last;
        private final List<Element> shapes = new ArrayList<>();

        private SurvivalChart(Collection<SurvivalCurve> curves, List<Integer> months) {
            this.months = months;
            this.last = curves.stream()
                    .flatMap(curve -> curve.points().stream())
                    .mapToDouble(SurvivalPoint::time)
                    .reduce(months.stream().mapToInt(month -> month).max().orElse(0), Math::max);
        }

        /** @param months where the axis has ticks */
        static Element draw(String window, SurvivalCurve curve, List<Integer> months) {
            SurvivalChart chart = new SurvivalChart(List.of(curve), months);
            chart.grid();
            chart.band(curve.points());
            chart.shapes.add(Svg.lineThrough(chart.steps(curve), "curve"));
            chart.axis();
            chart.shapes.add(Svg.text(0, AT_RISK, "start", "label", "At risk"));
            chart.atRisk(curve, AT_RISK);
            return Svg.picture(
                    "survival-" + Svg.word(window),
                    "Time to first proven reoffence, window “" + window + "”",
                    "A curve that falls in steps from 100 per cent: the share still without a proven reoffence, with its"
                            + " interval as a band; the table below has the same numbers.",
                    WIDTH,
                    AT_RISK + MARGIN,
                    chart.shapes);
        }

        /** One curve a group, told apart by dashes. */
        static Element draw(String window, Map<String, SurvivalCurve> groups, List<Integer> months) {
            SurvivalChart chart = new SurvivalChart(groups.values(), months);
            chart.grid();
            chart.axis();
            double y = AT_RISK;
            int number = 1;
            for (Map.Entry<String, SurvivalCurve> group : groups.entrySet()) {
                String style = "curve curve-" + number++;
                chart.shapes.add(Svg.lineThrough(chart.steps(group.getValue()), style));
                chart.shapes.add(Svg.line(0, y - 4, LEFT - 16, y - 4, style));
                chart.shapes.add(Svg.text(LEFT - 8, y, "start", "label", "At risk, " + group.getKey()));
                chart.atRisk(group.getValue(), y + 16);
                y += GROUP;
            }
            return Svg.picture(
                    "survival-" + Svg.word(window) + "-by-group",
                    "Time to first proven reoffence by group, window “" + window + "”",
                    "A curve for each group that falls in steps from 100 per cent: the share still without a proven"
                            + " reoffence; the table below has the same numbers.",
                    WIDTH,
                    y,
                    chart.shapes);
        }

        static final List<String> COLUMNS =
                List.of("group", "month", "at_risk", "events", "censored", "without_reoffence", "lower", "upper");

        /** A row for each step of a curve, in order; each is one person's day, so it may be told only where counts are not withheld. */
        static List<List<String>> numbers(String group, SurvivalCurve curve) {
            List<List<String>> rows = new ArrayList<>();
            for (SurvivalPoint point : curve.points()) {
                rows.add(List.of(
                        group,
                        NumberText.fixed(point.time(), 4),
                        String.valueOf(point.atRisk()),
                        String.valueOf(point.events()),
                        String.valueOf(point.censored()),
                        NumberText.fixed(point.survival(), 6),
                        point.interval()
                                .map(i -> NumberText.fixed(i.lower(), 6))
                                .orElse(""),
                        point.interval()
                                .map(i -> NumberText.fixed(i.upper(), 6))
                                .orElse("")));
            }
            return rows;
        }

        private void grid() {
            shapes.add(Svg.text(0, 14, "start", "tick", "Without a proven reoffence"));
            for (int percent = 0; percent <= 100; percent += GRID) {
                double y = y(percent / 100.0);
                shapes.add(Svg.line(LEFT, y, WIDTH - RIGHT, y, "grid"));
                shapes.add(Svg.text(LEFT - 8, y + 4, "end", "tick", percent + "%"));
            }
        }

        /** Each point's interval holds until the next point. */
        private void band(List<SurvivalPoint> points) {
            List<double[]> outline = new ArrayList<>();
            List<double[]> upper = new ArrayList<>();
            for (int i = 0; i < points.size(); i++) {
                Interval interval = points.get(i).interval().orElse(null);
                if (interval != null) {
                    double from = x(points.get(i).time());
                    double to = i + 1 < points.size() ? x(points.get(i + 1).time()) : from;
                    outline.add(new double[] {from, y(interval.lower())});
                    outline.add(new double[] {to, y(interval.lower())});
                    upper.add(new double[] {from, y(interval.upper())});
                    upper.add(new double[] {to, y(interval.upper())});
                }
            }
            Collections.reverse(upper);
            outline.addAll(upper);
            if (!outline.isEmpty()) {
                shapes.add(Svg.lineThrough(outline, "band"));
            }
        }

        private List<double[]> steps(SurvivalCurve curve) {
            List<double[]> steps = new ArrayList<>();
            double share = 1;
            steps.add(new double[] {x(0), y(1)});
            for (SurvivalPoint point : curve.points()) {
                steps.add(new double[] {x(point.time()), y(share)});
                share = point.survival();
                steps.add(new double[] {x(point.time()), y(share)});
            }
            return steps;
        }

        private void axis() {
            shapes.add(Svg.line(LEFT, BASE, WIDTH - RIGHT, BASE, "axis"));
            shapes.add(
                    Svg.text((LEFT + WIDTH) / 2, BASE + 38, "middle", "tick", "Months from the start of the window"));
            for (int month : months) {
                shapes.add(Svg.line(x(month), BASE, x(month), BASE + 5, "axis"));
                shapes.add(Svg.text(x(month), BASE + 20, "middle", "tick", String.valueOf(month)));
            }
        }

        private void atRisk(SurvivalCurve curve, double y) {
            for (int month : months) {
                shapes.add(Svg.text(x(month), y, "middle", "label", NumberText.whole(curve.atRisk(month))));
            }
        }

        private double x(double months) {
            return LEFT + months / last * (WIDTH - RIGHT - LEFT);
        }

        private static double y(double share) {
            return BASE - share * (BASE - TOP);
        }
    }
}
