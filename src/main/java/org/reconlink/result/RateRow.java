package org.reconlink.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reconlink.disclosure.DisclosureRule;
import org.reconlink.statistics.BoundedProportion;
import org.reconlink.statistics.Estimate;
import org.reconlink.statistics.Interval;
import org.reconlink.statistics.Proportion;
import org.reconlink.statistics.uncertainty.AuditedRate;
import org.reconlink.statistics.uncertainty.UncertainRate;
import org.reconlink.statistics.uncertainty.WindowRate;

/**
 * One figure of how sure the rate of a window is.
 *
 * @param group the study arm, null for everybody
 * @param threshold match probability from which pairs were links; null where it is not about one
 * @param counted null where the figure is estimated, not counted
 * @param rate from 0 to 1, if none of those of whom it is not known has the outcome; null for a range and where nobody is counted
 * @param most the same if all of them have it
 * @param interval from the lower limit of the one to the upper limit of the other; null where nobody is counted
 * @param shown whether it can be published: neither small itself, nor so near to one that is that the two tell of a few
 */
public record RateRow(
        String window,
        @Nullable String group,
        Kind kind,
        @Nullable Double threshold,
        @Nullable BoundedProportion counted,
        @Nullable Double rate,
        @Nullable Double most,
        @Nullable Interval interval,
        boolean shown) {
    /** What a figure is. */
    public enum Kind {
        CONFIDENT_LINKS,
        REVIEWED_PAIRS_ACCEPTED,
        AT_THRESHOLD,
        OUTCOME_BLIND_ESTIMATE,
        ESTIMATE,
        RANGE,
        UNLINKED,
        /** Of an audited sample of the unlinked; whoever was not traced has no reoffence. */
        AUDITED_LEAST,
        /** The same if all who were not traced have one. */
        AUDITED_MOST
    }

    /**
     * All figures of each rate, in the order of the kinds. A figure of a window's groups is shown if it is of everybody and
     * of all groups: with one hidden, the others would tell it.
     */
    public static Map<WindowRate, List<RateRow>> of(List<WindowRate> rates, DisclosureRule small) {
        Map<WindowRate, List<RateRow>> rows = new LinkedHashMap<>();
        rates.forEach(rate -> rows.put(rate, of(rate, small)));
        List<RateRow> all = rows.values().stream().flatMap(List::stream).toList();
        rows.replaceAll((rate, own) -> rate.group() == null
                ? own
                : own.stream()
                        .map(row -> shownOfAll(row, all, small) ? row : row.hidden())
                        .toList());
        rows.replaceAll(
                (rate, own) -> own.stream().map(row -> row.rounded(small)).toList());
        return rows;
    }

    private RateRow rounded(DisclosureRule small) {
        if (counted == null) {
            return this;
        }
        BoundedProportion share = small.rounded(counted);
        return new RateRow(
                window,
                group,
                kind,
                threshold,
                share,
                rate(share.least()),
                rate(share.most()),
                share.wilson().orElse(null),
                shown);
    }

    private static @Nullable Double rate(Proportion share) {
        return share.n() == 0 ? null : (Double) ((double) share.k() / share.n());
    }

    private static boolean shownOfAll(RateRow row, List<RateRow> all, DisclosureRule small) {
        List<RateRow> same = all.stream()
                .filter(other -> other.window.equals(row.window)
                        && other.kind == row.kind
                        && Objects.equals(other.threshold, row.threshold))
                .toList();
        long k = 0;
        long n = 0;
        long unknown = 0;
        for (RateRow other : same) {
            if (other.counted != null) {
                int sign = other.group == null ? 1 : -1;
                k += sign * other.counted.k();
                n += sign * other.counted.n();
                unknown += sign * other.counted.unknown();
            }
        }
        return same.stream().allMatch(RateRow::shown) && !small.tellsOfFew(k, n) && !small.tellsOfFew(unknown, n);
    }

    private RateRow hidden() {
        return new RateRow(window, group, kind, threshold, counted, rate, most, interval, false);
    }

    private static List<RateRow> of(WindowRate least, DisclosureRule small) {
        WindowRate most = least.most() == null ? least : least.most();
        List<BoundedProportion> published = new ArrayList<>();
        List<RateRow> rows = new ArrayList<>();
        rows.add(counted(least, Kind.CONFIDENT_LINKS, null, least.bounds(), published, small));
        rows.add(counted(
                least,
                Kind.REVIEWED_PAIRS_ACCEPTED,
                null,
                bounds(least.reviewedAccepted(), most.reviewedAccepted()),
                published,
                small));
        for (int i = 0; i < least.thresholds().size(); i++) {
            WindowRate.AtThreshold at = least.thresholds().get(i);
            BoundedProportion share = bounds(at.rate(), most.thresholds().get(i).rate());
            rows.add(counted(least, Kind.AT_THRESHOLD, at.threshold(), share, published, small));
        }
        UncertainRate lowest = estimate(least, small);
        UncertainRate highest = estimate(most, small);
        if (lowest != null && highest != null) {
            boolean shown = rows.get(0).shown();
            rows.add(estimated(
                    least, Kind.OUTCOME_BLIND_ESTIMATE, lowest.outcomeBlind(), highest.outcomeBlind(), shown));
            rows.add(estimated(least, Kind.ESTIMATE, lowest.estimate(), highest.estimate(), shown));
            Interval range = around(lowest.range(), highest.range());
            rows.add(new RateRow(least.window(), least.group(), Kind.RANGE, null, null, null, null, range, shown));
            rows.add(new RateRow(
                    least.window(),
                    least.group(),
                    Kind.UNLINKED,
                    null,
                    null,
                    lowest.unlinked(),
                    highest.unlinked(),
                    null,
                    shown));
        }
        rows.addAll(audited(least, most, rows.get(0).shown(), small));
        return List.copyOf(rows);
    }

    private static @Nullable UncertainRate estimate(WindowRate rate, DisclosureRule small) {
        UncertainRate exact = rate.estimate();
        return exact != null && small.rounds() ? exact.rounded(small::rounded) : exact;
    }

    private static List<RateRow> audited(WindowRate least, WindowRate most, boolean ratesShown, DisclosureRule small) {
        AuditedRate audited = least.audited();
        AuditedRate upTo = most.audited();
        if (audited == null || upTo == null || audited.sampled() == 0) {
            return List.of();
        }
        AuditedRate lowest = small.rounds() ? audited.rounded(small::rounded) : audited;
        AuditedRate highest = small.rounds() ? upTo.rounded(small::rounded) : upTo;
        boolean shown = ratesShown
                && lowest.sampled() > 0
                && !small.withholds(new Proportion(audited.tracedWith(), audited.sampled()))
                && !small.withholds(new Proportion(audited.traced(), audited.sampled()));
        List<RateRow> rows = new ArrayList<>();
        lowest.least()
                .ifPresent(of -> rows.add(
                        estimated(least, Kind.AUDITED_LEAST, of, highest.least().orElse(of), shown)));
        lowest.most()
                .ifPresent(of -> rows.add(
                        estimated(least, Kind.AUDITED_MOST, of, highest.most().orElse(of), shown)));
        return rows;
    }

    private static BoundedProportion bounds(Proportion least, Proportion most) {
        return new BoundedProportion(least.k(), least.n(), most.k() - least.k());
    }

    private static RateRow counted(
            WindowRate of,
            Kind kind,
            @Nullable Double threshold,
            BoundedProportion share,
            List<BoundedProportion> published,
            DisclosureRule small) {
        boolean tooSmall = share.isKnown() ? small.withholds(share.least()) : small.withholds(share);
        boolean shown = !tooSmall
                && published.stream()
                        .noneMatch(other -> small.tellsOfFew(share.k() - other.k(), share.n() - other.n())
                                || small.tellsOfFew(share.unknown() - other.unknown(), share.n() - other.n()));
        if (shown) {
            published.add(share);
        }
        return new RateRow(
                of.window(),
                of.group(),
                kind,
                threshold,
                share,
                rate(share.least()),
                rate(share.most()),
                share.wilson().orElse(null),
                shown);
    }

    private static RateRow estimated(WindowRate of, Kind kind, Estimate least, Estimate most, boolean shown) {
        return new RateRow(
                of.window(),
                of.group(),
                kind,
                null,
                null,
                least.value(),
                most.value(),
                around(least.interval(), most.interval()),
                shown);
    }

    private static Interval around(Interval one, Interval other) {
        return new Interval(Math.min(one.lower(), other.lower()), Math.max(one.upper(), other.upper()));
    }
}
