package org.reconlink.report;

import org.reconlink.offence.ClassifiedOffence;
import org.reconlink.offence.CourtMode;
import org.reconlink.offence.RelativeSeriousness;
import org.reconlink.outcome.OffenceOutcome;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.outcome.WindowSettings;

/** The worst reoffence of somebody who reoffended, against the index offence. */
final class Seriousness {
    private Seriousness() {}

    static RelativeSeriousness of(ParticipantOutcome outcome, WindowSettings window, String scale) {
        return Cohort.reoffending(outcome.window(window.name()))
                .seriousness()
                .getOrDefault(scale, RelativeSeriousness.NOT_ON_SCALE);
    }

    static CourtMode indexMode(ParticipantOutcome outcome) {
        ClassifiedOffence index = outcome.index().used();
        return index == null ? CourtMode.UNKNOWN : index.mode();
    }

    static CourtMode worstMode(ParticipantOutcome outcome, WindowSettings window) {
        OffenceOutcome worst = Cohort.reoffending(outcome.window(window.name())).worst();
        return worst == null ? CourtMode.UNKNOWN : worst.classified().mode();
    }
}
