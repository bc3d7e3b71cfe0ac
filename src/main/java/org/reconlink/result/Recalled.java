package org.reconlink.result;

import java.util.List;
import org.reconlink.offence.ClassifiedOffence;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.outcome.WindowOutcome.Recalls;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.statistics.BoundedProportion;
import org.reconlink.statistics.Proportion;

/** Who was recalled to custody in a window, among those whose time in it is known. */
public final class Recalled {
    public static final String DEFINITION =
            "At least one recall to custody that began in the window, recalls from home detention curfew left out.";

    private Recalled() {}

    public static Proportion share(List<ParticipantOutcome> people, WindowSettings window) {
        List<Recalls> known = known(people, window);
        return Cohort.share(known, r -> !r.recalls().isEmpty());
    }

    /** With those of whom a custody spell of an unknown type leaves open whether they were. */
    public static BoundedProportion bounds(List<ParticipantOutcome> people, WindowSettings window) {
        Proportion known = share(people, window);
        long unknown = people.stream()
                .filter(o -> o.window(window.name()).perhapsRecalled())
                .count();
        return new BoundedProportion(known.k(), known.n() + unknown, unknown);
    }

    public static Proportion onCurfew(List<ParticipantOutcome> people, WindowSettings window) {
        return Cohort.share(known(people, window), r -> !r.curfewRecalls().isEmpty());
    }

    public static List<Recalls> known(List<ParticipantOutcome> people, WindowSettings window) {
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
