package org.reconlink.outcome;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.reconlink.kernel.CustodySpell;
import org.reconlink.kernel.DateRange;
import org.reconlink.kernel.Flag;
import org.reconlink.outcome.Offence.Recorded;
import org.reconlink.outcome.WindowSettings.OffenceDate;

/**
 * The dates somebody was in custody. A spell covers its start up to but not including its end, the day of release; without
 * an end it covers up to and including the data cut; overlapping spells count once.
 */
final class CustodyCalendar {
    private final List<DateRange> inside;
    private final List<DateRange> afterFirstDays;

    private CustodyCalendar(List<DateRange> inside, List<DateRange> afterFirstDays) {
        this.inside = inside;
        this.afterFirstDays = afterFirstDays;
    }

    static CustodyCalendar of(List<CustodySpell> spells, LocalDate dataCut) {
        List<DateRange> covered = spells.stream()
                .map(spell -> new DateRange(
                        spell.start(),
                        spell.end() == null ? dataCut : spell.end().minusDays(1)))
                .filter(range -> !range.isEmpty())
                .sorted(Comparator.comparing(DateRange::first))
                .toList();
        List<DateRange> afterFirstDays = covered.stream()
                .map(range -> new DateRange(range.first().plusDays(1), range.last()))
                .toList();
        return new CustodyCalendar(disjoint(covered), afterFirstDays);
    }

    private static List<DateRange> disjoint(List<DateRange> covered) {
        List<DateRange> disjoint = new ArrayList<>();
        for (DateRange range : covered) {
            int last = disjoint.size() - 1;
            if (last < 0 || range.first().isAfter(disjoint.get(last).last())) {
                disjoint.add(range);
            } else if (range.last().isAfter(disjoint.get(last).last())) {
                disjoint.set(last, new DateRange(disjoint.get(last).first(), range.last()));
            }
        }
        return List.copyOf(disjoint);
    }

    /** In order, none overlapping another. */
    List<ParticipantOutcome.Custody> inside() {
        return inside.stream()
                .map(range -> new ParticipantOutcome.Custody(range.first(), range.last()))
                .toList();
    }

    /** Whether an offence of that day was committed in custody: on the day that a spell starts only inside another spell. */
    boolean contains(LocalDate date) {
        return afterFirstDays.stream().anyMatch(range -> range.contains(date));
    }

    /** Whether the offence was committed in custody; not known where only some of the days that it can be of were. */
    Flag committedIn(Recorded recorded, OffenceDate which) {
        if (afterFirstDays.isEmpty()) {
            return Flag.NO;
        }
        DateRange within = recorded.offence().dateWithin(which);
        LocalDate date = recorded.offence().date(which);
        if (within == null) {
            return date == null ? Flag.UNKNOWN : Flag.of(contains(date));
        }
        long inside = within.first()
                .datesUntil(within.last().plusDays(1))
                .filter(this::contains)
                .count();
        return inside == 0 ? Flag.NO : inside == within.days() ? Flag.YES : Flag.UNKNOWN;
    }

    /** Number of dates in the range that are not in custody. */
    long atRiskDays(DateRange range) {
        long days = range.days();
        for (DateRange spell : inside) {
            days -= overlap(range, spell).days();
        }
        return days;
    }

    /** The date on which so many dates outside custody have passed, the first one counted; {@code days} is at least 1. */
    LocalDate reached(LocalDate first, long days) {
        LocalDate from = first;
        long left = days;
        for (DateRange spell : inside) {
            if (spell.last().isBefore(from)) {
                continue;
            }
            long before = Math.max(0, ChronoUnit.DAYS.between(from, spell.first()));
            if (before >= left) {
                break;
            }
            left -= before;
            from = spell.last().plusDays(1);
        }
        return from.plusDays(left - 1);
    }

    private static DateRange overlap(DateRange one, DateRange other) {
        return new DateRange(
                one.first().isAfter(other.first()) ? one.first() : other.first(),
                one.last().isBefore(other.last()) ? one.last() : other.last());
    }
}
