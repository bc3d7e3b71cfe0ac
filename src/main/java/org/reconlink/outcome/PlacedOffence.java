package org.reconlink.outcome;

import java.util.Set;

/**
 * An offence with its place in every window, in the form the rules use and in the form that leaves the package.
 *
 * @param perhapsIn windows in which its timing is UNCERTAIN and may be IN_WINDOW
 */
record PlacedOffence(RecordedOffence recorded, OffenceOutcome outcome, Set<String> perhapsIn) {
    PlacedOffence {
        perhapsIn = Set.copyOf(perhapsIn);
    }
}
