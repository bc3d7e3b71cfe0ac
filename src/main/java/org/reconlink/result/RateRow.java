package org.reconlink.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reconlink.disclosure.DisclosureRule;
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
 * @param rate from 0 to 1; null for a range and where nobody is counted
 * @param interval null where nobody is counted
 * @param shown whether it can be published: neither small itself, nor so near to one that is that the two tell of a few
 */
public record RateRow(
        String window,
        @Nullable String group,
        Kind kind,
        @Nullable Double threshold,
        @Nullable Proportion counted,
        @Nullable Double rate,
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
        Proportion share = small.rounded(counted);
        return new RateRow(
                window,
                group,
                kind,
                threshold,
                share,
                rate(share),
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
        for (RateRow other : same) {
            if (other.counted != null) {
                int sign = other.group == null ? 1 : -1;
                k += sign * other.counted.k();
                n += sign * other.counted.n();
            }
        }
        return same.stream().allMatch(RateRow::shown) && !small.tellsOfFew(k, n);
    }

    private RateRow hidden() {
        return new RateRow(window, group, kind, threshold, counted, rate, interval, false);
    }

    private static List<RateRow> of(WindowRate rate, DisclosureRule small) {
        List<Proportion> published = new ArrayList<>();
        List<RateRow> rows = new ArrayList<>();
        rows.add(counted(rate, Kind.CONFIDENT_LINKS, null, rate.confident(), published, small));
        rows.add(counted(rate, Kind.REVIEWED_PAIRS_ACCEPTED, null, rate.reviewedAccepted(), published, small));
        rate.thresholds()
                .forEach(at -> rows.add(counted(rate, Kind.AT_THRESHOLD, at.threshold(), at.rate(), published, small)));
        UncertainRate exact = rate.estimate();
        UncertainRate estimate = exact != null && small.rounds() ? exact.rounded(small::rounded) : exact;
        if (estimate != null) {
            boolean shown = rows.get(0).shown();
            rows.add(estimated(rate, Kind.OUTCOME_BLIND_ESTIMATE, estimate.outcomeBlind(), shown));
            rows.add(estimated(rate, Kind.ESTIMATE, estimate.estimate(), shown));
            rows.add(new RateRow(rate.window(), rate.group(), Kind.RANGE, null, null, null, estimate.range(), shown));
            rows.add(new RateRow(
                    rate.window(), rate.group(), Kind.UNLINKED, null, null, estimate.unlinked(), null, shown));
        }
        AuditedRate audited = rate.audited();
        if (audited != null && audited.sampled() > 0) {
            AuditedRate sample = small.rounds() ? audited.rounded(small::rounded) : audited;
            boolean shown = rows.get(0).shown()
                    && sample.sampled() > 0
                    && !small.withholds(new Proportion(audited.tracedWith(), audited.sampled()))
                    && !small.withholds(new Proportion(audited.traced(), audited.sampled()));
            sample.least().ifPresent(of -> rows.add(estimated(rate, Kind.AUDITED_LEAST, of, shown)));
            sample.most().ifPresent(of -> rows.add(estimated(rate, Kind.AUDITED_MOST, of, shown)));
        }
        return List.copyOf(rows);
    }

    private static RateRow counted(
            WindowRate of,
            Kind kind,
            @Nullable Double threshold,
            Proportion share,
            List<Proportion> published,
            DisclosureRule small) {
        boolean shown = !small.withholds(share)
                && published.stream()
                        .noneMatch(other -> small.tellsOfFew(share.k() - other.k(), share.n() - other.n()));
        if (shown) {
            published.add(share);
        }
        return new RateRow(
                of.window(),
                of.group(),
                kind,
                threshold,
                share,
                rate(share),
                share.wilson().orElse(null),
                shown);
    }

    private static RateRow estimated(WindowRate of, Kind kind, Estimate estimate, boolean shown) {
        return new RateRow(of.window(), of.group(), kind, null, null, estimate.value(), estimate.interval(), shown);
    }
}
