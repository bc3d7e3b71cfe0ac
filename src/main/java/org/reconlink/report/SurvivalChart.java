package org.reconlink.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.reconlink.statistics.Interval;
import org.reconlink.statistics.SurvivalCurve;
import org.reconlink.statistics.SurvivalPoint;

/** A Kaplan-Meier curve in steps with its interval as a band, and the numbers at risk below it. */
final class SurvivalChart {
    private static final double WIDTH = 760;
    private static final double LEFT = 88;
    private static final double RIGHT = 16;
    private static final double TOP = 30;
    private static final double BASE = 250;
    private static final double HEIGHT = 330;
    private static final int GRID = 25;

    private final SurvivalCurve curve;
    private final List<Integer> months;
    private final List<Element> shapes = new ArrayList<>();

    private SurvivalChart(SurvivalCurve curve, List<Integer> months) {
        this.curve = curve;
        this.months = months;
    }

    /** @param months where the axis has ticks, from 0 upwards */
    static Element draw(String window, SurvivalCurve curve, List<Integer> months) {
        SurvivalChart chart = new SurvivalChart(curve, months);
        chart.grid();
        chart.band();
        chart.shapes.add(Svg.lineThrough(chart.steps(curve.points(), SurvivalPoint::survival), "curve"));
        chart.axis();
        return Svg.picture(
                "survival-" + window.replace(' ', '-'),
                "Time to first proven reoffence, window “" + window + "”",
                "A curve that falls in steps from 100 per cent: the share still without a proven reoffence, with its"
                        + " interval as a band; the table below has the same numbers.",
                WIDTH,
                HEIGHT,
                chart.shapes);
    }

    private void grid() {
        shapes.add(Svg.text(0, 14, "start", "tick", "Without a proven reoffence"));
        for (int percent = 0; percent <= 100; percent += GRID) {
            double y = y(percent / 100.0);
            shapes.add(Svg.line(LEFT, y, WIDTH - RIGHT, y, "grid"));
            shapes.add(Svg.text(LEFT - 8, y + 4, "end", "tick", percent + "%"));
        }
    }

    private void band() {
        List<SurvivalPoint> known = curve.points().stream()
                .filter(point -> point.interval().isPresent())
                .toList();
        List<double[]> outline =
                new ArrayList<>(steps(known, point -> interval(point).lower()));
        List<double[]> upper =
                new ArrayList<>(steps(known, point -> interval(point).upper()));
        Collections.reverse(upper);
        outline.addAll(upper);
        shapes.add(Svg.lineThrough(outline, "band"));
    }

    private static Interval interval(SurvivalPoint point) {
        return point.interval().orElseThrow();
    }

    private List<double[]> steps(
            List<SurvivalPoint> points, java.util.function.ToDoubleFunction<SurvivalPoint> height) {
        List<double[]> steps = new ArrayList<>();
        double share = 1;
        steps.add(new double[] {x(0), y(1)});
        for (SurvivalPoint point : points) {
            steps.add(new double[] {x(point.time()), y(share)});
            share = height.applyAsDouble(point);
            steps.add(new double[] {x(point.time()), y(share)});
        }
        return steps;
    }

    private void axis() {
        shapes.add(Svg.line(LEFT, BASE, WIDTH - RIGHT, BASE, "axis"));
        shapes.add(Svg.text((LEFT + WIDTH) / 2, BASE + 38, "middle", "tick", "Months from the start of the window"));
        shapes.add(Svg.text(LEFT - 20, BASE + 64, "end", "label", "At risk"));
        for (int month : months) {
            double x = x(month * SurvivalChapter.DAYS_A_MONTH);
            shapes.add(Svg.line(x, BASE, x, BASE + 5, "axis"));
            shapes.add(Svg.text(x, BASE + 20, "middle", "tick", String.valueOf(month)));
            shapes.add(Svg.text(
                    x,
                    BASE + 64,
                    "middle",
                    "label",
                    Numbers.whole(curve.atRisk(month * SurvivalChapter.DAYS_A_MONTH))));
        }
    }

    private double x(double days) {
        double last = Math.max(
                months.get(months.size() - 1) * SurvivalChapter.DAYS_A_MONTH,
                curve.points().get(curve.points().size() - 1).time());
        return LEFT + days / last * (WIDTH - RIGHT - LEFT);
    }

    private static double y(double share) {
        return BASE - share * (BASE - TOP);
    }
}
