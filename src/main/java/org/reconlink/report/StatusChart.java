package org.reconlink.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.reconlink.disclosure.SafeCells;
import org.reconlink.disclosure.SmallCounts;
import org.reconlink.kernel.EnumWords;
import org.reconlink.linkage.study.LinkDecision.Status;
import org.reconlink.linkage.study.LinkageDiagnostics.AtThreshold;
import org.reconlink.linkage.study.LinkageSettings;
import org.reconlink.result.ReportWords;

/**
 * Participants linked, in review and unlinked at each threshold, in three bands of steps.
 *
 * <p>Each band has its own scale from 0: few are ever in review or unlinked, and it is they who move.
 */
final class StatusChart {
    private static final double TOP = 12;
    private static final double BAND = 74;
    /** Kept free above the steps for the numbers. */
    private static final double NUMBERS = 26;

    private final List<AtThreshold> thresholds;
    private final ThresholdAxis axis;
    private final SmallCounts small;
    private final List<Element> shapes = new ArrayList<>();

    private StatusChart(List<AtThreshold> thresholds, ThresholdAxis axis, SmallCounts small) {
        this.thresholds = thresholds;
        this.axis = axis;
        this.small = small;
    }

    static Element draw(List<AtThreshold> thresholds, LinkageSettings settings, SmallCounts small) {
        double base = TOP + BAND * Status.of(settings).size();
        StatusChart chart = new StatusChart(thresholds, ThresholdAxis.of(thresholds, settings, base), small);
        double bottom = TOP;
        int row = 0;
        for (Status status : Status.of(settings)) {
            bottom += BAND;
            chart.band(status, row++, bottom);
        }
        chart.shapes.addAll(chart.axis.draw());
        return Svg.picture(
                "thresholds",
                "Linked, in review and unlinked by threshold",
                "Three bands of steps over the thresholds: participants linked, in review and unlinked, each on its own"
                        + " scale from 0; the table below has the same numbers.",
                ThresholdAxis.WIDTH,
                base + ThresholdAxis.FOOT,
                chart.shapes);
    }

    private void band(Status status, int row, double bottom) {
        List<SafeCells> cells = thresholds.stream().map(at -> cells(at, small)).toList();
        double most = cells.stream().mapToLong(at -> at.drawn(row, 0)).max().orElse(0);
        shapes.add(Svg.text(
                ThresholdAxis.LEFT - 12, bottom - 8, "end", "small", ReportWords.sentence(EnumWords.of(status))));
        shapes.add(Svg.line(ThresholdAxis.LEFT, bottom, ThresholdAxis.WIDTH - 8, bottom, "scale"));
        for (int number = 0; number < thresholds.size(); number++) {
            SafeCells at = cells.get(number);
            double height = most == 0 ? 0 : at.drawn(row, 0) * (BAND - NUMBERS) / most;
            if (height > 0) {
                shapes.add(Svg.rectangle(
                        axis.left(number) + 1, bottom - height, axis.step() - 2, height, "bar " + style(status)));
            }
            shapes.add(Svg.text(axis.middle(number), bottom - height - 6, "middle", "label", at.count(row, 0)));
        }
    }

    /** All participants, a row for each status in order. */
    static SafeCells cells(AtThreshold at, SmallCounts small) {
        List<Long> counts = Stream.of(Status.LINKED, Status.IN_REVIEW, Status.UNLINKED)
                .map(status -> switch (status) {
                    case LINKED, LINKED_BY_KEY -> at.linked();
                    case IN_REVIEW -> at.inReview();
                    case UNLINKED -> at.unlinked();
                })
                .map(count -> (long) count)
                .toList();
        return SafeCells.ofParts(counts, small);
    }

    private static String style(Status status) {
        return switch (status) {
            case LINKED, LINKED_BY_KEY -> "link";
            case IN_REVIEW -> "review";
            case UNLINKED -> "non-link";
        };
    }
}
