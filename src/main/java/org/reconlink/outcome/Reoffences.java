package org.reconlink.outcome;

import static java.util.Comparator.comparing;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.DateRange;
import org.reconlink.kernel.Flag;
import org.reconlink.offence.CourtMode;
import org.reconlink.outcome.Offence.Placed;
import org.reconlink.outcome.Offence.Recorded;
import org.reconlink.outcome.WindowOutcome.Reoffending;
import org.reconlink.outcome.WindowSettings.OffenceDate;

/**
 * The proven reoffences of one participant in one window.
 *
 * @param inWindow the offences IN_WINDOW
 * @param perhaps the offences whose timing is not known and that may be IN_WINDOW
 * @param undated how many have no date, may be of the window and are taken as none of it
 */
record Reoffences(
        List<Placed> inWindow,
        List<Placed> perhaps,
        long undated,
        OffenceDate offenceDate,
        Seriousness seriousness,
        CustodyCalendar custody) {
    Reoffences {
        inWindow = List.copyOf(inWindow);
        perhaps = List.copyOf(perhaps);
    }

    Reoffending summary() {
        if (inWindow.isEmpty() && perhaps.isEmpty()) {
            return Reoffending.none((int) undated);
        }
        List<Recorded> all = recorded(inWindow);
        List<Recorded> convictions = all.stream().filter(Recorded::convicted).toList();
        return new Reoffending(
                any(offence -> Flag.YES),
                all.size(),
                perhaps.size(),
                (int) undated,
                any(Recorded::conviction),
                ConvictionOccasions.count(convictions),
                outcome(first()),
                outcome(worst()),
                worstMode(),
                seriousness.ofWorst(all, recorded(perhaps), offenceDate),
                any(offence -> offence.classified().violent()),
                any(offence -> offence.classified().sexual()),
                any(offence -> offence.classified().indictableOnly()),
                any(offence -> offence.classified().indictableOrEitherWay()),
                any(Recorded::custodial),
                any(offence -> custody.committedIn(offence, offenceDate)));
    }

    private static List<Recorded> recorded(List<Placed> offences) {
        return offences.stream().map(Placed::recorded).toList();
    }

    private static @Nullable OffenceOutcome outcome(@Nullable Placed offence) {
        return offence == null ? null : offence.outcome();
    }

    /** The earliest by offence date, of one day's the most serious; null if another may be before it. */
    private @Nullable Placed first() {
        Comparator<Placed> byLastDay =
                comparing((Placed offence) -> days(offence).last()).thenComparing(mostSeriousFirst());
        Placed first = inWindow.stream().min(byLastDay).orElse(null);
        if (first == null) {
            return null;
        }
        LocalDate day = days(first).last();
        boolean another = Stream.concat(inWindow.stream(), perhaps.stream())
                .filter(offence -> !offence.equals(first))
                .anyMatch(offence -> days(offence).first().isBefore(day)
                        || (days(offence).first().equals(day)
                                && mostSeriousFirst().compare(offence, first) < 0));
        return another ? null : first;
    }

    private DateRange days(Placed offence) {
        return offence.recorded().offence().days(offenceDate);
    }

    /** Null if one that may be there is worse, or its rank is not known. */
    private @Nullable Placed worst() {
        boolean hidden = perhaps.stream()
                .anyMatch(offence -> seriousness.hidesRank(offence.recorded().classified()));
        return hidden ? null : surely(mostSeriousFirst());
    }

    /** The least of the offences, whether or not those that may be there are; null if that differs. */
    private @Nullable Placed surely(Comparator<Placed> order) {
        Placed least = inWindow.stream().min(order).orElse(null);
        return least == null || perhaps.stream().anyMatch(other -> order.compare(other, least) < 0) ? null : least;
    }

    /** Of the worst offence; UNKNOWN if one that may be there, or whose rank is not known, could be worse and has another. */
    private CourtMode worstMode() {
        Placed worst = inWindow.stream().min(mostSeriousFirst()).orElse(null);
        if (worst == null) {
            return CourtMode.UNKNOWN;
        }
        CourtMode mode = mode(worst);
        Stream<Placed> worse = Stream.concat(
                perhaps.stream().filter(offence -> mostSeriousFirst().compare(offence, worst) < 0),
                seriousness.atTop(worst.recorded().classified())
                        ? Stream.of()
                        : Stream.concat(inWindow.stream(), perhaps.stream())
                                .filter(offence ->
                                        seriousness.hidesRank(offence.recorded().classified())));
        return worse.allMatch(offence -> mode(offence) == mode) ? mode : CourtMode.UNKNOWN;
    }

    private static CourtMode mode(Placed offence) {
        return offence.recorded().classified().mode();
    }

    private Comparator<Placed> mostSeriousFirst() {
        return comparing(Placed::recorded, seriousness.principal(offenceDate).mostSeriousFirst());
    }

    /** An offence that may be there makes yes of no flag, and no of none that it may have. */
    private Flag any(Function<Recorded, Flag> flag) {
        return Flag.any(Stream.concat(
                recorded(inWindow).stream().map(flag),
                recorded(perhaps).stream().map(flag).map(Flag::perhaps)));
    }
}
