package org.reconlink.outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.reconlink.kernel.HomeOfficeCode;
import org.reconlink.offence.BreachOffences;
import org.reconlink.offence.OffenceSettings;
import org.reconlink.outcome.Definition.Breaches;
import org.reconlink.outcome.Definition.Clock;
import org.reconlink.outcome.Definition.DatedBy;
import org.reconlink.outcome.OutcomeSettings.ProofBasis;

/**
 * Every combination of: 12 and 24 months; waiting period 0 or W (the window's own, 6 where that is 0); conviction only or
 * conviction or caution; breaches counted or not; offence date or conviction date; calendar or at-risk time. For each of the
 * protocol's windows, with the protocol's own definition marked, and added where it is none of them.
 */
public final class Definitions {
    private static final int USUAL_WAITING = 6;
    private static final List<Integer> LENGTHS = List.of(12, 24);

    private Definitions() {}

    /** A definition, and whether it is the protocol's own. */
    public record Asked(Definition definition, boolean ofProtocol) {}

    static List<Asked> of(OutcomeSettings settings, OffenceSettings offence) {
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
