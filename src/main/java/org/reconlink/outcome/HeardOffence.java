package org.reconlink.outcome;

import java.time.LocalDate;
import java.util.Set;

/**
 * An offence with the dates of those of its hearings that prove it.
 *
 * @param provedOn dates of the GUILTY (else caution) rows that stand; empty where nothing proves it
 */
record HeardOffence(Offence offence, Set<LocalDate> provedOn) {
    HeardOffence {
        provedOn = Set.copyOf(provedOn);
    }
}
