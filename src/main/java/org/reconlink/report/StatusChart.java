package org.reconlink.report;

import java.util.ArrayList;
import java.util.List;
import org.reconlink.linkage.LinkDecision.Status;
import org.reconlink.linkage.LinkageDiagnostics.AtThreshold;
import org.reconlink.linkage.LinkageSettings;

/** Participants linked, in review and unlinked at each threshold, as steps that add up to all. */
final class StatusChart {
    private static final double HEIGHT = 300;
    private static final double BASE = 238;
    private static final double TOP = 34;

    private StatusChart() {}

    static Element draw(List<AtThreshold> thresholds, LinkageSettings settings, SmallCounts small) {
        ThresholdAxis axis = new ThresholdAxis(thresholds, settings, BASE);
        List<Element> shapes = new ArrayList<>(legend());
        AtThreshold first = thresholds.get(0);
        long all = Math.max(1, first.linked() + first.inReview() + first.unlinked());
        for (int number = 0; number < thresholds.size(); number++) {
            step(axis, number, small, all, shapes);
        }
        shapes.add(Svg.text(ThresholdAxis.LEFT - 8, TOP + 10, "end", "tick", small.count(all)));
        shapes.add(Svg.text(ThresholdAxis.LEFT - 8, BASE + 4, "end", "tick", "0"));
        shapes.add(Svg.text(0, 14, "start", "tick", "People"));
        shapes.addAll(axis.draw());
        return Svg.picture(
                "thresholds",
                "Linked, in review and unlinked by threshold",
                "One column for each threshold: participants linked at the bottom, in review above them, unlinked at the"
                        + " top; the table below has the same numbers.",
                ThresholdAxis.WIDTH,
                HEIGHT,
                shapes);
    }

    private static void step(ThresholdAxis axis, int number, SmallCounts small, long all, List<Element> shapes) {
        AtThreshold at = axis.thresholds().get(number);
        double y = BASE;
        for (Status status : Status.values()) {
            long count = count(at, status);
            double height = small.drawn(count) * (BASE - TOP) / Math.max(all, drawnTotal(at, small));
            if (count > 0) {
                y -= height;
                shapes.add(Svg.rectangle(axis.left(number), y, axis.step(), height, "bar " + style(status)));
            }
        }
    }

    private static long drawnTotal(AtThreshold at, SmallCounts small) {
        long total = 0;
        for (Status status : Status.values()) {
            total += small.drawn(count(at, status));
        }
        return total;
    }

    private static List<Element> legend() {
        List<Element> shapes = new ArrayList<>();
        double x = ThresholdAxis.LEFT + 20;
        for (Status status : Status.values()) {
            shapes.add(Svg.rectangle(x, 4, 12, 12, "bar " + style(status)));
            shapes.add(Svg.text(x + 18, 14, "start", "tick", Words.sentence(Words.of(status))));
            x += 150;
        }
        return shapes;
    }

    static long count(AtThreshold at, Status status) {
        return switch (status) {
            case LINKED -> at.linked();
            case IN_REVIEW -> at.inReview();
            case UNLINKED -> at.unlinked();
        };
    }

    private static String style(Status status) {
        return switch (status) {
            case LINKED -> "link";
            case IN_REVIEW -> "review";
            case UNLINKED -> "non-link";
        };
    }
}
