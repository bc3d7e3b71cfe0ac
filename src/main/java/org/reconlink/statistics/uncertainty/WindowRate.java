package org.reconlink.statistics.uncertainty;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.statistics.Proportion;

/**
 * How sure the rate of one follow-up window is.
 *
 * @param window its name
 * @param group the study arm that it is about, fitted by itself; null for everybody
 * @param confident those with the outcome among the participants whom the study's links let observe; reviewed pairs rejected
 * @param reviewedAccepted the same if every participant in review were the likeliest person under review
 * @param thresholds the same at other thresholds, from low to high
 * @param estimate null where no participant can be linked to anybody
 */
public record WindowRate(
        String window,
        @Nullable String group,
        Proportion confident,
        Proportion reviewedAccepted,
        List<AtThreshold> thresholds,
        @Nullable UncertainRate estimate) {
    public WindowRate {
        thresholds = List.copyOf(thresholds);
    }

    /** The window and the group in words. */
    public String name() {
        return "window “" + window + "”" + (group == null ? "" : ", group “" + group + "”");
    }

    /** The rate if pairs were links from this match probability. */
    public record AtThreshold(double threshold, Proportion rate) {}
}
