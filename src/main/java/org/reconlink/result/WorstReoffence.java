package org.reconlink.result;

import java.util.List;
import org.reconlink.kernel.Flag;
import org.reconlink.offence.ClassifiedOffence;
import org.reconlink.offence.ClassifiedOffence.CourtMode;
import org.reconlink.offence.SeriousnessScale.RelativeSeriousness;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.statistics.BoundedProportion;

/** The worst reoffence of somebody who reoffended, against the index offence. */
public final class WorstReoffence {
    private WorstReoffence() {}

    public static RelativeSeriousness of(ParticipantOutcome outcome, WindowSettings window, String scale) {
        return Cohort.reoffending(outcome.window(window.name()))
                .seriousness()
                .getOrDefault(scale, RelativeSeriousness.NOT_ON_SCALE);
    }

    /** Of those with a proven reoffence. */
    public static BoundedProportion lessSerious(List<ParticipantOutcome> people, WindowSettings window, String scale) {
        List<ParticipantOutcome> reoffended = Cohort.observed(people, window).stream()
                .filter(outcome -> Cohort.hasReoffended(outcome, window))
                .toList();
        return Cohort.bounds(reoffended, outcome -> less(outcome, window, scale));
    }

    /** Whether it ranks below the index offence; where one of them is not on the scale nobody knows. */
    private static Flag less(ParticipantOutcome outcome, WindowSettings window, String scale) {
        return switch (of(outcome, window, scale)) {
            case LESS_SERIOUS -> Flag.YES;
            case AS_SERIOUS, MORE_SERIOUS -> Flag.NO;
            case NOT_ON_SCALE, UNKNOWN -> Flag.UNKNOWN;
        };
    }

    public static CourtMode indexMode(ParticipantOutcome outcome) {
        ClassifiedOffence index = outcome.index().used();
        return index == null ? CourtMode.UNKNOWN : index.mode();
    }

    public static CourtMode worstMode(ParticipantOutcome outcome, WindowSettings window) {
        CourtMode mode = Cohort.reoffending(outcome.window(window.name())).worstMode();
        return mode == null ? CourtMode.UNKNOWN : mode;
    }
}
