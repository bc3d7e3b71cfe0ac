package org.reconlink.result;

import org.jspecify.annotations.Nullable;
import org.reconlink.disclosure.SmallCounts;
import org.reconlink.statistics.BoundedProportion;
import org.reconlink.statistics.Proportion;
import org.reconlink.statistics.Summary;

/**
 * One headline figure: either a share of people or a mean.
 *
 * @param label what it is: {@code Recalled to custody (during)}
 * @param share null for a mean
 * @param summary the values of a mean; null for a share
 * @param text as it may be shown: {@code 27/45 (60.0%)}, {@code 2/36 to 10/36, 8 unknown (5.6% to 27.8%)},
 *     {@code 17.0 (n = 45)}; small counts are withheld in it
 * @param interval the 95% Wilson interval in words; empty where the figure is no estimated share
 * @param definition in one sentence
 */
public record KeyFigure(
        String label,
        @Nullable BoundedProportion share,
        @Nullable Summary summary,
        String text,
        String interval,
        String definition) {

    /** One line: {@code Recalled to custody (during) 27/45 (60.0%)}. */
    public String sentence() {
        return label + " " + text;
    }

    /** A part of the study's own people, which is no estimate and has no interval. */
    static KeyFigure part(String label, Proportion share, SmallCounts small, String definition) {
        return new KeyFigure(label, BoundedProportion.known(share), null, small.share(share), "", definition);
    }

    static KeyFigure share(String label, BoundedProportion share, SmallCounts small, String definition) {
        String interval = small.shows(share) ? "95% interval " + small.interval(share) : "";
        return new KeyFigure(label, share, null, small.share(share), interval, definition);
    }

    /** A mean of counts that some things may belong to of which it is not known, which the most has and the least has not. */
    static KeyFigure mean(String label, Summary least, Summary most, SmallCounts small, String definition) {
        if (least.total() == most.total()) {
            return mean(label, least, small, definition);
        }
        String text = small.mean(least, least.mean(), 1) + " to " + small.mean(most, most.mean(), 1) + " (n = "
                + small.count(least.n()) + ")";
        return new KeyFigure(label, null, least, text, "", definition + " Of some it is not known whether they are.");
    }

    static KeyFigure mean(String label, Summary summary, SmallCounts small, String definition) {
        String text = small.mean(summary, summary.mean(), 1) + " (n = " + small.count(summary.n()) + ")";
        return new KeyFigure(label, null, summary, text, "", definition);
    }
}
