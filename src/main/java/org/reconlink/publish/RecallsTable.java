package org.reconlink.publish;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;
import static org.reconlink.publish.Missing.MISSING;
import static org.reconlink.publish.Missing.NOT_APPLICABLE;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.reconlink.outcome.WindowOutcome;
import org.reconlink.outcome.WindowOutcome.Recall;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.publish.Variable.Category;
import org.reconlink.result.StudyResult;

/** One row for each recall to custody in a window. */
final class RecallsTable {

    private RecallsTable() {}

    static PackageTable<RecallRow> of(StudyResult result) {
        return new PackageTable<>(
                "recalls",
                "One row for each recall to custody in a follow-up window.",
                List.of(Pseudonyms.COLUMN, Windows.COLUMN, "recall"),
                variables(result),
                result.custodyKnown() ? RecallRow.all(ParticipantRow.all(result)) : List.of());
    }

    private static List<Variable<RecallRow>> variables(StudyResult result) {
        PublishedDates dates = new PublishedDates(result.publish().dates());
        String anchor = "S of the row's window";
        return List.of(
                Pseudonyms.variable(row -> row.participant().pseudonym()),
                Variable.category(
                        Windows.COLUMN,
                        "The follow-up window.",
                        result.outcome().windows().stream()
                                .map(RecallsTable::category)
                                .toList(),
                        row -> TableCell.own(row.window().window())),
                Variable.integer(
                        "recall",
                        "Counts the recalls of a participant in a window from 1, in order of start.",
                        "",
                        row -> TableCell.number(row.number())),
                dates.variable(
                        "recall_start",
                        "First day of the recall; spells that touch or overlap are one.",
                        anchor,
                        row -> dates.cell(row.recall().start(), row.window().start())),
                dates.<RecallRow>variable(
                                "recall_end",
                                "Day of release; not applicable while the recall lasts.",
                                anchor,
                                row -> TableCell.known(
                                        row.recall().end(),
                                        NOT_APPLICABLE,
                                        date -> dates.cell(date, row.window().start())))
                        .or(NOT_APPLICABLE),
                Variable.integer(
                        "recall_day",
                        "Number of the first day of the recall, the first day of the window being 1.",
                        "days",
                        row -> TableCell.number(row.recall().day())),
                Variable.<RecallRow>text(
                                "kind",
                                "Kind of the recall.",
                                row -> TableCell.input(row.recall().kind()))
                        .or(MISSING),
                Variable.flag(
                        "curfew",
                        "Whether it is a recall of home detention curfew, which no count of recalls includes.",
                        row -> TableCell.flag(row.curfew())));
    }

    private static Category category(WindowSettings window) {
        return new Category(window.name(), Windows.words(window));
    }

    /**
     * A recall to custody in one window.
     *
     * @param number counts the participant's recalls in the window from 1, in order of start
     * @param curfew a recall of home detention curfew, which no count of recalls includes
     */
    private record RecallRow(
            ParticipantRow participant, WindowOutcome window, int number, Recall recall, boolean curfew) {

        /** All recalls, in order of pseudonym, window and start. */
        static List<RecallRow> all(List<ParticipantRow> participants) {
            return participants.stream()
                    .flatMap(participant -> participant.outcome().windows().stream()
                            .flatMap(window -> of(participant, window).stream()))
                    .toList();
        }

        private static List<RecallRow> of(ParticipantRow participant, WindowOutcome window) {
            if (window.recalls() == null) {
                return List.of();
            }
            List<RecallRow> sorted = Stream.concat(
                            window.recalls().recalls().stream()
                                    .map(r -> new RecallRow(participant, window, 0, r, false)),
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
}
