package org.reconlink.report;

import java.util.ArrayList;
import java.util.Collection;
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
import org.reconlink.result.IndexKind;
import org.reconlink.result.Recalled;
import org.reconlink.result.Split;
import org.reconlink.statistics.Interval;
import org.reconlink.statistics.LogRank;
import org.reconlink.statistics.Proportion;
import org.reconlink.statistics.SurvivalCurve;
import org.reconlink.statistics.SurvivalMedian;
import org.reconlink.statistics.SurvivalPoint;
import org.reconlink.statistics.SurvivalTime;

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

    /** {@code 14.2 (8.1 to –)}; none where the curve does not come down to one half. */
    private static String median(SurvivalCurve curve) {
        SurvivalMedian median = curve.median();
        return median.time().isEmpty()
                ? NumberText.NONE
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
}
