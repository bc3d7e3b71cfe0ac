package org.reconlink.report;

import java.util.ArrayList;
import java.util.List;
import org.reconlink.disclosure.NumberText;
import org.reconlink.linkage.study.LinkageDiagnostics.AtThreshold;
import org.reconlink.linkage.study.LinkageSettings;

/** One place for each threshold, side by side: those near 1 matter most and would share a dot on a linear scale. */
record ThresholdAxis(List<Double> thresholds, LinkageSettings settings, double base) {
    static final double WIDTH = 760;
    static final double LEFT = 88;
    /** Height below the line. */
    static final double FOOT = 62;

    private static final double RIGHT = 8;

    static ThresholdAxis of(List<AtThreshold> thresholds, LinkageSettings settings, double base) {
        return new ThresholdAxis(thresholds.stream().map(AtThreshold::threshold).toList(), settings, base);
    }

    double step() {
        return (WIDTH - LEFT - RIGHT) / thresholds.size();
    }

    double left(int number) {
        return LEFT + number * step();
    }

    double middle(int number) {
        return left(number) + step() / 2;
    }

    /** The line, a label a threshold, and under it what the protocol does from there. */
    List<Element> draw() {
        List<Element> shapes = new ArrayList<>();
        shapes.add(Svg.line(LEFT, base, WIDTH - RIGHT, base, "axis"));
        for (int number = 0; number < thresholds.size(); number++) {
            double threshold = thresholds.get(number);
            shapes.add(Svg.text(middle(number), base + 18, "middle", "tick", NumberText.plain(threshold)));
            String mark = mark(threshold);
            if (!mark.isEmpty()) {
                shapes.add(Svg.text(middle(number), base + 34, "middle", "label", "▲ " + mark));
            }
        }
        shapes.add(Svg.text(
                (LEFT + WIDTH) / 2, base + 54, "middle", "tick", "Match probability from which a pair is a link"));
        return shapes;
    }

    private String mark(double threshold) {
        return threshold == settings.linkFrom() ? "link from" : threshold == settings.reviewFrom() ? "review from" : "";
    }
}
