package org.reconlink.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.reconlink.disclosure.NumberText;
import org.reconlink.statistics.Interval;
import org.reconlink.statistics.SurvivalCurve;
import org.reconlink.statistics.SurvivalPoint;

/** Kaplan-Meier curves in steps and the numbers at risk below them; one alone has its interval as a band. */
final class SurvivalChart {
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
                    point.interval().map(i -> NumberText.fixed(i.lower(), 6)).orElse(""),
                    point.interval().map(i -> NumberText.fixed(i.upper(), 6)).orElse("")));
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
        shapes.add(Svg.text((LEFT + WIDTH) / 2, BASE + 38, "middle", "tick", "Months from the start of the window"));
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
