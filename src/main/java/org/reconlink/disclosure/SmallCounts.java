package org.reconlink.disclosure;

import java.util.OptionalDouble;
import org.reconlink.statistics.BoundedProportion;
import org.reconlink.statistics.Interval;
import org.reconlink.statistics.Proportion;
import org.reconlink.statistics.Summary;
import org.reconlink.statistics.TwoByTwo;

/**
 * Counts of people as the report may show them: small ones are withheld, and with them every figure that tells them by itself
 * (the per cent, the interval, the other side of a share); the others are rounded, and per cents, intervals and tests are
 * those of the rounded counts. Parts of a whole are shown by {@link SafeCells}.
 */
public record SmallCounts(DisclosureRule rule) {
    public static final String WITHHELD = "withheld";

    /** Hides counts from 1 up to below a limit, and rounds none; 0 hides none. */
    public static SmallCounts below(int limit) {
        return new SmallCounts(new DisclosureRule(Math.max(0, limit - 1), false, 1));
    }

    public boolean active() {
        return rule.active();
    }

    public boolean rounds() {
        return rule.rounds();
    }

    /** The first count that is not withheld. */
    private int limit() {
        return rule.redactUpTo() + 1;
    }

    public boolean withholds(long count) {
        return rule.withholds(count);
    }

    /** What stands for a small count: {@code under 10}. */
    String under() {
        return "under " + limit();
    }

    /** {@code 45}, {@code under 10}. */
    public String count(long count) {
        return withholds(count) ? under() : NumberText.whole(rule.rounded(count));
    }

    public long rounded(long count) {
        return rule.rounded(count);
    }

    /** The share that is shown, and that all that is worked out of it uses. */
    public Proportion rounded(Proportion share) {
        return rule.rounded(share);
    }

    /** Two groups by an outcome, as they are shown. */
    public TwoByTwo twoByTwo(Proportion first, Proportion second) {
        Proportion one = rounded(first);
        Proportion other = rounded(second);
        return new TwoByTwo(
                Math.toIntExact(one.k()),
                Math.toIntExact(one.complement().k()),
                Math.toIntExact(other.k()),
                Math.toIntExact(other.complement().k()));
    }

    /** {@code 27/45 (60.0%)}, {@code under 10/45}, {@code over 35/45}, {@code 0/0}. */
    public String share(Proportion share) {
        if (withholds(share.n())) {
            return WITHHELD;
        }
        Proportion shown = rounded(share);
        String n = "/" + NumberText.whole(shown.n());
        if (withholds(share.k())) {
            return under() + n;
        }
        if (withholds(share.complement().k())) {
            return "over " + NumberText.whole(Math.max(0, shown.n() - limit())) + n;
        }
        return words(shown);
    }

    /** The same of bounds, {@code 2/36 to 10/36, 8 unknown (5.6% to 27.8%)}; withheld as a whole where a part is small. */
    public String share(BoundedProportion share) {
        return share.isKnown() ? share(share.least()) : shows(share) ? words(rounded(share)) : WITHHELD;
    }

    public boolean shows(BoundedProportion share) {
        return rounded(share).n() > 0 && !rule.withholds(share);
    }

    /** What is shown: the unknown are those between the rounded bounds. */
    public BoundedProportion rounded(BoundedProportion share) {
        return rule.rounded(share);
    }

    /** {@code 2/36 to 10/36, 8 unknown (5.6% to 27.8%)}. */
    public static String words(BoundedProportion share) {
        if (share.isKnown()) {
            return words(share.least());
        }
        String n = "/" + NumberText.whole(share.n());
        return NumberText.whole(share.k()) + n + " to "
                + NumberText.whole(share.most().k()) + n + ", "
                + NumberText.whole(share.unknown()) + " unknown ("
                + share.least().percent().map(p -> p.toPlainString() + "%").orElse(NumberText.NONE) + " to "
                + share.most().percent().map(p -> p.toPlainString() + "%").orElse(NumberText.NONE) + ")";
    }

    /** From the lower limit of the least to the upper limit of the most. */
    public String interval(BoundedProportion share) {
        return shows(share)
                ? rounded(share).wilson().map(SmallCounts::perCent).orElse(NumberText.NONE)
                : NumberText.NONE;
    }

    /** {@code 27/45 (60.0%)} of a share as it is. */
    public static String words(Proportion share) {
        return NumberText.whole(share.k()) + "/" + NumberText.whole(share.n())
                + share.percent().map(p -> " (" + p.toPlainString() + "%)").orElse("");
    }

    /** What is withheld and how the others are rounded, in words; empty where nothing is. */
    public String sentence() {
        if (!active()) {
            return "";
        }
        String hidden = rule.redactUpTo() == 0
                ? ""
                : "Counts from " + (rule.zerosToo() ? 0 : 1) + " to " + rule.redactUpTo() + " are withheld (“"
                        + under()
                        + "”), with the figures that tell them by themselves and, where parts stand with their total, as many"
                        + " others as it takes that none follows from the rest. ";
        String rounded = rounds()
                ? "Counts are rounded to multiples of " + rule.base()
                        + "; totals are sums of rounded parts, so that the"
                        + " same people can add up to different totals, and per cents, intervals and comparisons of shares"
                        + " are those of the rounded counts. "
                : "";
        return hidden + rounded
                + "Tables are protected one by one: what two of them tell together is for an output checker to judge.";
    }

    /** The count that a picture may show: one that is withheld as the limit. */
    public long drawn(long count) {
        return withholds(count) ? limit() : rule.rounded(count);
    }

    /** What a picture says of small counts, after a space; empty where it shows all. */
    public String drawnAsLimit(String what) {
        return rule.redactUpTo() == 0 ? "" : " " + what + " of " + under() + " is drawn as " + limit() + ".";
    }

    /** The share, 0 to 1, that a picture may show: that of a withheld side as if it were the limit. */
    public double drawn(Proportion share) {
        Proportion shown = rounded(share);
        if (shown.n() == 0 || withholds(share.n())) {
            return 0;
        }
        long k = withholds(share.complement().k()) ? shown.n() - limit() : drawn(share.k());
        return (double) Math.max(0, Math.min(k, shown.n())) / shown.n();
    }

    /** The per cent beside a bar: {@code 60.0%}, or {@link #WITHHELD}. */
    public String percent(Proportion share) {
        return rule.withholds(share)
                ? WITHHELD
                : rounded(share).percent().map(p -> p.toPlainString() + "%").orElse(NumberText.NONE);
    }

    /** Whether a share can be shown with its interval. */
    public boolean shows(Proportion share) {
        return rounded(share).n() > 0 && !rule.withholds(share);
    }

    /** The 95% Wilson interval in per cent, {@code 45.5 to 73.0}. */
    public String interval(Proportion share) {
        return shows(share)
                ? rounded(share).wilson().map(SmallCounts::perCent).orElse(NumberText.NONE)
                : NumberText.NONE;
    }

    /** A share of people that was estimated and not counted, as one of the rounded number of them. */
    public double estimate(double share, long of) {
        long people = rule.rounded(of);
        return rounds() && people > 0 ? (double) rule.rounded(Math.round(share * of)) / people : share;
    }

    /** A figure of so many people's values. */
    public String figure(Summary of, OptionalDouble value, int places) {
        return withholds(of.n()) ? WITHHELD : NumberText.decimal(value, places);
    }

    /** A mean or what is worked out of one; withheld, too, where one or two people have nearly all of the sum. */
    public String mean(Summary of, OptionalDouble value, int places) {
        return rule.dominated(of.largest(), of.secondLargest(), of.total()) ? WITHHELD : figure(of, value, places);
    }

    /** Smallest to largest: each is one person's value, so it is withheld as soon as anything may be. */
    public String range(Summary of, int places) {
        boolean whole = isWhole(of.min()) && isWhole(of.max());
        return active() ? WITHHELD : NumberText.range(of.min(), of.max(), whole ? 0 : places);
    }

    private static boolean isWhole(OptionalDouble value) {
        return value.isPresent() && value.getAsDouble() == Math.rint(value.getAsDouble());
    }

    private static String perCent(Interval interval) {
        return NumberText.decimal(100 * interval.lower(), 1) + " to " + NumberText.decimal(100 * interval.upper(), 1);
    }
}
