package org.reconlink.publish;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.reconlink.outcome.WindowOutcome;
import org.reconlink.outcome.WindowOutcome.Recall;

/**
 * A recall to custody in one window.
 *
 * @param number counts the participant's recalls in the window from 1, in order of start
 * @param curfew a recall of home detention curfew, which no count of recalls includes
 */
record RecallRow(ParticipantRow participant, WindowOutcome window, int number, Recall recall, boolean curfew) {

    /** All recalls, in order of pseudonym, window and start. */
    static List<RecallRow> all(List<ParticipantRow> participants) {
        return participants.stream()
                .flatMap(participant ->
                        participant.outcome().windows().stream().flatMap(window -> of(participant, window).stream()))
                .toList();
    }

    private static List<RecallRow> of(ParticipantRow participant, WindowOutcome window) {
        if (window.recalls() == null) {
            return List.of();
        }
        List<RecallRow> sorted = Stream.concat(
                        window.recalls().recalls().stream().map(r -> new RecallRow(participant, window, 0, r, false)),
                        window.recalls().curfewRecalls().stream()
                                .map(r -> new RecallRow(participant, window, 0, r, true)))
                .sorted(comparing((RecallRow row) -> row.recall().start())
                        .thenComparing(row -> row.recall().end(), nullsLast(naturalOrder()))
                        .thenComparing(RecallRow::curfew)
                        .thenComparing(row -> row.recall().kind(), nullsLast(naturalOrder())))
                .toList();
        List<RecallRow> numbered = new ArrayList<>(sorted.size());
        for (RecallRow row : sorted) {
            numbered.add(new RecallRow(participant, window, numbered.size() + 1, row.recall(), row.curfew()));
        }
        return numbered;
    }
}
