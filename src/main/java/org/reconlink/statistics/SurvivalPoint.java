package org.reconlink.statistics;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The survival estimate at a time at which something happened.
 *
 * @param atRisk participants followed up to this time at least
 * @param survival the share still without the event after this time
 * @param standardError Greenwood's, of the survival; empty where the survival is 0
 * @param interval 95% on the log-log scale; empty before the first event, where nothing is known of a variance, and where the survival is 0
 */
public record SurvivalPoint(
        double time,
        int atRisk,
        int events,
        int censored,
        double survival,
        OptionalDouble standardError,
        Optional<Interval> interval) {}
