package org.reconlink.outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.offence.OffenceSettings;
import org.reconlink.offence.OffenceSettings.BreachOffences;
import org.reconlink.outcome.OutcomeSettings.ProofBasis;

/**
 * One way of defining the reoffending rate.
 *
 * @param window name of the protocol's window that it varies: its anchor, first day and offence date hold
 * @param from the anchor date S
 * @param months length; null for the protocol's own definition of a window that has none
 * @param to end anchor; null unless it is the protocol's own definition of such a window
 * @param waitingMonths waiting period
 */
public record Definition(
        String window,
        ParticipantDate from,
        @Nullable Integer months,
        @Nullable ParticipantDate to,
        int waitingMonths,
        ProofBasis counts,
        Breaches breaches,
        DatedBy datedBy,
        Clock clock) {
    private static final int USUAL_WAITING = 6;
    private static final List<Integer> LENGTHS = List.of(12, 24);

    /** Which breaches that are offences in their own right count. */
    public enum Breaches {
        /** All but breach of licence conditions, 195/66. */
        COUNTED,
        /** None of {@link org.reconlink.offence.OffenceSettings.BreachOffences}. */
        NOT_COUNTED,
        /** All but those on the protocol's own list, where that is neither. */
        AS_THE_PROTOCOL_SAYS
    }

    /** Which date places an offence in the window. */
    public enum DatedBy {
        /** The offence date; committed in the window and proved by the deadline. */
        OFFENCE,
        /**
         * The date of the conviction or caution, whenever the offence was: convicted in the window, so that convictions for
         * offences from before it count, and offences proved after it do not.
         */
        CONVICTION
    }

    /** How the length of a window is measured. */
    public enum Clock {
        /** In calendar months from S. */
        CALENDAR,
        /**
         * In time at risk: the window lasts until as many dates outside custody have passed as the calendar window has
         * dates. Dates after the data cut, of which no custody is known, are taken as outside.
         */
        AT_RISK
    }

    /** What one participant contributes. */
    public enum Answer {
        NOT_OBSERVED,
        NO,
        /** No, if no offence without a date is one. */
        NO_UNLESS_UNDATED,
        YES,
        /** An offence may be a proven reoffence. */
        UNKNOWN;

        public boolean isNo() {
            return this == NO || this == NO_UNLESS_UNDATED;
        }
    }

    /** A definition, and whether it is the protocol's own. */
    public record Asked(Definition definition, boolean ofProtocol) {}

    /**
     * Every combination of: 12 and 24 months; waiting period 0 or W (the window's own, 6 where that is 0); conviction only or
     * conviction or caution; breaches counted or not; offence date or conviction date; calendar or at-risk time. For each of the
     * protocol's windows, with the protocol's own definition marked, and added where it is none of them.
     */
    static List<Asked> all(OutcomeSettings settings, OffenceSettings offence) {
        List<Asked> all = new ArrayList<>();
        for (WindowSettings window : settings.windows()) {
            Definition own = own(window, settings, offence);
            List<Definition> combinations = combinations(window);
            if (!combinations.contains(own)) {
                all.add(new Asked(own, true));
            }
            combinations.forEach(definition -> all.add(new Asked(definition, definition.equals(own))));
        }
        return List.copyOf(all);
    }

    /** The Home Office codes that a definition does not count. */
    static Set<HomeOfficeCode> notCounted(Breaches breaches, OffenceSettings offence) {
        return switch (breaches) {
            case COUNTED -> OffenceSettings.DEFAULT_NOT_COUNTED;
            case NOT_COUNTED -> BreachOffences.ALL;
            case AS_THE_PROTOCOL_SAYS -> offence.notCounted();
        };
    }

    private static Definition own(WindowSettings window, OutcomeSettings settings, OffenceSettings offence) {
        return new Definition(
                window.name(),
                window.from(),
                window.months(),
                window.to(),
                window.waitingMonths(),
                settings.counts(),
                breaches(offence.notCounted()),
                DatedBy.OFFENCE,
                Clock.CALENDAR);
    }

    private static Breaches breaches(Set<HomeOfficeCode> notCounted) {
        if (notCounted.equals(OffenceSettings.DEFAULT_NOT_COUNTED)) {
            return Breaches.COUNTED;
        }
        return notCounted.equals(BreachOffences.ALL) ? Breaches.NOT_COUNTED : Breaches.AS_THE_PROTOCOL_SAYS;
    }

    /** What scores of expected reoffending are about: a conviction or caution within so many years of a window's start. */
    static Definition yearly(WindowSettings window, int years) {
        return new Definition(
                window.name(),
                window.from(),
                12 * years,
                null,
                waiting(window),
                ProofBasis.CONVICTIONS_OR_CAUTIONS,
                Breaches.COUNTED,
                DatedBy.OFFENCE,
                Clock.CALENDAR);
    }

    private static int waiting(WindowSettings window) {
        return window.waitingMonths() == 0 ? USUAL_WAITING : window.waitingMonths();
    }

    private static List<Definition> combinations(WindowSettings window) {
        int waiting = waiting(window);
        List<Definition> all = new ArrayList<>();
        for (int months : LENGTHS) {
            for (int wait : new int[] {waiting, 0}) {
                for (ProofBasis counts : ProofBasis.values()) {
                    for (Breaches breaches : List.of(Breaches.COUNTED, Breaches.NOT_COUNTED)) {
                        for (DatedBy datedBy : DatedBy.values()) {
                            for (Clock clock : Clock.values()) {
                                all.add(new Definition(
                                        window.name(),
                                        window.from(),
                                        months,
                                        null,
                                        wait,
                                        counts,
                                        breaches,
                                        datedBy,
                                        clock));
                            }
                        }
                    }
                }
            }
        }
        return all;
    }
}
