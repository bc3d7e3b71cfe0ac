package org.reconlink.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.reconlink.linkage.study.LinkageSettings;
import org.reconlink.result.RateRow;
import org.reconlink.statistics.Estimate;
import org.reconlink.statistics.Interval;
import org.reconlink.statistics.uncertainty.UncertainRate;

/** The rate at each threshold with its interval, before the estimate, its interval and its range. */
final class RateChart {
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
                rows.stream().map(RateRow::threshold).filter(Objects::nonNull).toList(), settings, BASE);
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
                "rate-" + window.replaceAll("[^A-Za-z0-9]+", "-"),
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
