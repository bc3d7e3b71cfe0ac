package org.reconlink.outcome;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.reconlink.offence.CourtMode;
import org.reconlink.outcome.WindowOutcome.Reoffending;
import org.reconlink.outcome.WindowSettings.OffenceDate;

/**
 * The proven reoffences of one participant in one window.
 *
 * @param inWindow the offences IN_WINDOW
 */
record Reoffences(
        List<PlacedOffence> inWindow, OffenceDate offenceDate, Seriousness seriousness, CustodyCalendar custody) {
    Reoffences {
        inWindow = List.copyOf(inWindow);
    }

    Reoffending summary() {
        List<RecordedOffence> all =
                inWindow.stream().map(PlacedOffence::recorded).toList();
        List<RecordedOffence> convictions =
                all.stream().filter(RecordedOffence::convicted).toList();
        return new Reoffending(
                all.size(),
                !convictions.isEmpty(),
                ConvictionOccasions.count(convictions),
                first(),
                worst(),
                seriousness.ofWorst(all, offenceDate),
                any(offence -> offence.classified().violent()),
                any(offence -> offence.classified().sexual()),
                any(offence -> offence.classified().mode() == CourtMode.INDICTABLE_ONLY),
                any(offence -> offence.classified().mode() == CourtMode.INDICTABLE_ONLY
                        || offence.classified().mode() == CourtMode.EITHER_WAY),
                any(RecordedOffence::custodial),
                any(this::inCustody));
    }

    /** The earliest by offence date, of one day's the most serious. */
    private @Nullable OffenceOutcome first() {
        return inWindow.stream()
                .min(comparing(
                                (PlacedOffence placed) ->
                                        placed.recorded().offence().date(offenceDate),
                                nullsLast(naturalOrder()))
                        .thenComparing(
                                PlacedOffence::recorded,
                                seriousness.principal(offenceDate).mostSeriousFirst()))
                .map(PlacedOffence::outcome)
                .orElse(null);
    }

    private @Nullable OffenceOutcome worst() {
        return inWindow.stream()
                .min(comparing(
                        PlacedOffence::recorded,
                        seriousness.principal(offenceDate).mostSeriousFirst()))
                .map(PlacedOffence::outcome)
                .orElse(null);
    }

    private boolean inCustody(RecordedOffence offence) {
        return custody.contains(offence, offenceDate);
    }

    private boolean any(Predicate<RecordedOffence> wanted) {
        return inWindow.stream().map(PlacedOffence::recorded).anyMatch(wanted);
    }
}
