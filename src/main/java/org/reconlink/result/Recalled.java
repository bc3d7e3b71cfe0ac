package org.reconlink.result;

import java.util.List;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.outcome.WindowOutcome.Recalls;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.statistics.Proportion;

/** Who was recalled to custody in a window, among those whose recalls are known. */
public final class Recalled {
    public static final String DEFINITION =
            "At least one recall to custody that began in the window, recalls from home detention curfew left out.";

    private Recalled() {}

    public static Proportion share(List<ParticipantOutcome> people, WindowSettings window) {
        List<Recalls> known = known(people, window);
        return Cohort.share(known, r -> !r.recalls().isEmpty());
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
}
