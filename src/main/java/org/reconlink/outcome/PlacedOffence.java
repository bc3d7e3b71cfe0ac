package org.reconlink.outcome;

/** An offence with its place in every window, in the form the rules use and in the form that leaves the package. */
record PlacedOffence(RecordedOffence recorded, OffenceOutcome outcome) {}
