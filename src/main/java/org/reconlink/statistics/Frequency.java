package org.reconlink.statistics;

import java.util.Optional;
import org.reconlink.statistics.ObservedExpected.ExactPoisson;

/**
 * Events in a time at risk.
 *
 * @param personYears the time at risk of all, summed
 */
public record Frequency(long events, double personYears) {
    private static final int HUNDRED = 100;

    public Frequency {
        if (events < 0 || !(personYears >= 0) || Double.isInfinite(personYears)) {
            throw new IllegalArgumentException("not a frequency: " + events + " in " + personYears + " years");
        }
    }

    /** Events per 100 person-years with the exact Poisson interval; empty without time at risk. */
    public Optional<Estimate> per100PersonYears() {
        double hundreds = personYears / HUNDRED;
        return personYears == 0
                ? Optional.empty()
                : Optional.of(new Estimate(events / hundreds, ExactPoisson.mean(events, hundreds)));
    }

    /**
     * This frequency over another, with the interval that is exact given the events of both together (as R's
     * {@code poisson.test} for two). Infinite where only the other had no event; empty where both had none or one has no
     * time at risk.
     */
    public Optional<Estimate> over(Frequency other) {
        if (personYears == 0 || other.personYears == 0 || events + other.events == 0) {
            return Optional.empty();
        }
        double times = other.personYears / personYears;
        Interval share =
                new Proportion(events, events + other.events).clopperPearson().orElseThrow();
        return Optional.of(new Estimate(
                times * events / other.events, new Interval(times * odds(share.lower()), times * odds(share.upper()))));
    }

    private static double odds(double share) {
        return share / (1 - share);
    }
}
