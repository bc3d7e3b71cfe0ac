package org.reconlink.report;

import java.util.ArrayList;
import java.util.List;
import org.reconlink.disclosure.SmallCounts;
import org.reconlink.linkage.study.LinkageDiagnostics.AtThreshold;
import org.reconlink.linkage.study.LinkageSettings;
import org.reconlink.statistics.Proportion;

/** The share of participants whose own record could not reach each threshold. */
final class UnlinkableChart {
    private static final double BASE = 150;
    private static final double TOP = 34;
    private static final int[] TOPS = {1, 2, 5, 10, 20, 50, 100};

    private UnlinkableChart() {}

    static Element draw(List<AtThreshold> thresholds, LinkageSettings settings, SmallCounts small) {
        ThresholdAxis axis = ThresholdAxis.of(thresholds, settings, BASE);
        double highest = thresholds.stream()
                .mapToDouble(at -> 100 * small.drawn(share(at)))
                .max()
                .orElse(0);
        int top = TOPS[TOPS.length - 1];
        for (int i = TOPS.length - 1; i >= 0 && TOPS[i] >= highest; i--) {
            top = TOPS[i];
        }
        List<Element> shapes = new ArrayList<>();
        for (int percent : new int[] {0, top}) {
            double y = BASE - (double) percent / top * (BASE - TOP);
            shapes.add(Svg.text(ThresholdAxis.LEFT - 8, y + 4, "end", "tick", percent + "%"));
        }
        shapes.add(Svg.line(ThresholdAxis.LEFT, TOP, ThresholdAxis.WIDTH - 8, TOP, "grid"));
        shapes.add(Svg.text(0, 14, "start", "tick", "Participants who cannot reach the threshold"));
        for (int number = 0; number < thresholds.size(); number++) {
            Proportion share = share(thresholds.get(number));
            double height = 100 * small.drawn(share) / top * (BASE - TOP);
            if (height > 0) {
                shapes.add(Svg.rectangle(axis.left(number) + 1, BASE - height, axis.step() - 2, height, "bar link"));
            }
            shapes.add(Svg.text(axis.middle(number), BASE - height - 6, "middle", "label", small.percent(share)));
        }
        shapes.addAll(axis.draw());
        return Svg.picture(
                "unlinkable",
                "Participants who cannot be linked, by threshold",
                "One column for each threshold: the share of participants whose record does not reach it even against"
                        + " itself; the table below has the same numbers.",
                ThresholdAxis.WIDTH,
                BASE + ThresholdAxis.FOOT,
                shapes);
    }

    static Proportion share(AtThreshold at) {
        return new Proportion(at.unlinkable(), at.linked() + at.inReview() + at.unlinked());
    }
}
