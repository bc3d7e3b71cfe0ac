package org.reconlink.report;

import java.util.OptionalDouble;
import org.reconlink.statistics.Interval;
import org.reconlink.statistics.Proportion;
import org.reconlink.statistics.Summary;

/**
 * Counts of people as the report may show them: those from 1 up to below a limit are withheld, and with them every figure
 * that tells them by itself (the per cent, the interval, the other side of a share). A sum in another row may still tell
 * them; the report says so.
 *
 * @param below the limit; 0 withholds nothing
 */
record SmallCounts(int below) {
    static final String WITHHELD = "withheld";

    boolean active() {
        return below > 1;
    }

    boolean withholds(long count) {
        return count > 0 && count < below;
    }

    private boolean withholds(Proportion share) {
        return withholds(share.k()) || withholds(share.n() - share.k());
    }

    /** {@code 45}, {@code under 10}. */
    String count(long count) {
        return withholds(count) ? "under " + below : Numbers.whole(count);
    }

    /** {@code 27/45 (60.0%)}, {@code under 10/45}, {@code over 35/45}, {@code 0/0}. */
    String share(Proportion share) {
        if (withholds(share.n())) {
            return WITHHELD;
        }
        String n = "/" + Numbers.whole(share.n());
        if (withholds(share.k())) {
            return "under " + below + n;
        }
        if (withholds(share)) {
            return "over " + Numbers.whole(Math.max(0, share.n() - below)) + n;
        }
        return Numbers.whole(share.k())
                + n
                + share.percent().map(p -> " (" + p.toPlainString() + "%)").orElse("");
    }

    /** The count of a share by itself: {@code 27}, {@code under 10}, {@code over 35}. */
    String part(Proportion share) {
        String whole = share(share);
        int slash = whole.indexOf('/');
        return slash < 0 ? whole : whole.substring(0, slash);
    }

    /** The count that a picture may show: one that is withheld as the limit. */
    long drawn(long count) {
        return withholds(count) ? below : count;
    }

    /** The share, 0 to 1, that a picture may show: that of a withheld side as if it were the limit. */
    double drawn(Proportion share) {
        if (share.n() == 0 || withholds(share.n())) {
            return 0;
        }
        long k = withholds(share.n() - share.k()) ? share.n() - below : drawn(share.k());
        return (double) Math.max(0, Math.min(k, share.n())) / share.n();
    }

    /** The per cent beside a bar: {@code 60.0%}, or {@link #WITHHELD}. */
    String percent(Proportion share) {
        return withholds(share)
                ? WITHHELD
                : share.percent().map(p -> p.toPlainString() + "%").orElse(Numbers.NONE);
    }

    /** Whether a share can be shown with its interval. */
    boolean shows(Proportion share) {
        return share.n() > 0 && !withholds(share);
    }

    /** The 95% Wilson interval in per cent, {@code 45.5 to 73.0}. */
    String interval(Proportion share) {
        return shows(share) ? share.wilson().map(SmallCounts::perCent).orElse(Numbers.NONE) : Numbers.NONE;
    }

    /** A figure of so many people's values. */
    String figure(Summary of, OptionalDouble value, int places) {
        return withholds(of.n()) ? WITHHELD : Numbers.decimal(value, places);
    }

    /** Smallest to largest: each is one person's value, so it is withheld as soon as anything may be. */
    String range(Summary of, int places) {
        boolean whole = isWhole(of.min()) && isWhole(of.max());
        return active() ? WITHHELD : Numbers.range(of.min(), of.max(), whole ? 0 : places);
    }

    private static boolean isWhole(OptionalDouble value) {
        return value.isPresent() && value.getAsDouble() == Math.rint(value.getAsDouble());
    }

    private static String perCent(Interval interval) {
        return Numbers.decimal(100 * interval.lower(), 1) + " to " + Numbers.decimal(100 * interval.upper(), 1);
    }
}
