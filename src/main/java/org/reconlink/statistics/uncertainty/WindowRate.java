package org.reconlink.statistics.uncertainty;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.statistics.BoundedProportion;
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
 * @param audited what an audited sample of the unlinked says; null without one
 * @param newSentences an alarm that needs no link to convictions; null without a custody file
 * @param most the same if all of whom it is not known whether they have the outcome have it, as none has here; null where
 *     that is known of all
 */
public record WindowRate(
        String window,
        @Nullable String group,
        Proportion confident,
        Proportion reviewedAccepted,
        List<AtThreshold> thresholds,
        @Nullable UncertainRate estimate,
        @Nullable AuditedRate audited,
        @Nullable NewSentences newSentences,
        @Nullable WindowRate most) {
    public WindowRate {
        thresholds = List.copyOf(thresholds);
    }

    /** Without an audited sample or a custody file, where all outcomes are known. */
    public WindowRate(
            String window,
            @Nullable String group,
            Proportion confident,
            Proportion reviewedAccepted,
            List<AtThreshold> thresholds,
            @Nullable UncertainRate estimate) {
        this(window, group, confident, reviewedAccepted, thresholds, estimate, null, null, null);
    }

    /** With the same at the most. */
    public WindowRate upTo(WindowRate highest) {
        return new WindowRate(
                window, group, confident, reviewedAccepted, thresholds, estimate, audited, newSentences, highest);
    }

    /** Those who surely have the outcome, of all, and those of whom it is not known. */
    public BoundedProportion bounds() {
        Proportion highest = most == null ? confident : most.confident;
        return new BoundedProportion(confident.k(), confident.n(), highest.k() - confident.k());
    }

    /** The window and the group in words. */
    public String name() {
        return "window “" + window + "”" + (group == null ? "" : ", group “" + group + "”");
    }

    /**
     * Who began a new sentence in the window by the custody file: if more of the unlinked did, those whom linkage missed are the
     * ones with the outcome.
     */
    public record NewSentences(Proportion linked, Proportion unlinked) {}

    /** The rate if pairs were links from this match probability. */
    public record AtThreshold(double threshold, Proportion rate) {}
}
