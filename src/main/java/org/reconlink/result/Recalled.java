package org.reconlink.result;

import java.util.List;
import org.reconlink.kernel.Flag;
import org.reconlink.offence.ClassifiedOffence;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.outcome.WindowOutcome.Recalls;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.statistics.BoundedProportion;

/** Who was recalled to custody in a window, among those whose time in it is known. */
public final class Recalled {
    public static final String DEFINITION =
            "At least one recall to custody that began in the window, recalls from home detention curfew left out.";

    private Recalled() {}

    /** Of those of whom a spell of a type that nothing understands leaves it open, all are unknown. */
    public static BoundedProportion share(List<ParticipantOutcome> people, WindowSettings window) {
        return Cohort.bounds(inTime(people, window), Recalls::recalled);
    }

    public static BoundedProportion onCurfew(List<ParticipantOutcome> people, WindowSettings window) {
        return Cohort.bounds(inTime(people, window), Recalls::recalledFromCurfew);
    }

    /** Those with a recall and those who surely had none. */
    public static List<Recalls> known(List<ParticipantOutcome> people, WindowSettings window) {
        return inTime(people, window).stream()
                .filter(recalls -> recalls.recalled() != Flag.UNKNOWN)
                .toList();
    }

    private static List<Recalls> inTime(List<ParticipantOutcome> people, WindowSettings window) {
        return people.stream()
                .map(o -> o.window(window.name()).recalls())
                .filter(r -> r != null)
                .toList();
    }

    public static List<ParticipantOutcome> having(List<ParticipantOutcome> people, IndexKind kind) {
        return people.stream().filter(o -> IndexKind.of(o) == kind).toList();
    }

    /** The kind of index offence; each participant has exactly one, so that groups do not overlap. */
    public enum IndexKind {
        VIOLENT("violent, not sexual"),
        SEXUAL("sexual, whether or not violent"),
        NEITHER("neither violent nor sexual"),
        NOT_KNOWN(ReportWords.NOT_KNOWN);

        private final String words;

        IndexKind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        public static IndexKind of(ParticipantOutcome outcome) {
            ClassifiedOffence index = outcome.index().used();
            if (index == null) {
                return NOT_KNOWN;
            }
            return switch (index.sexual()) {
                case YES -> SEXUAL;
                case UNKNOWN -> NOT_KNOWN;
                case NO ->
                    switch (index.violent()) {
                        case YES -> VIOLENT;
                        case UNKNOWN -> NOT_KNOWN;
                        case NO -> NEITHER;
                    };
            };
        }
    }
}
