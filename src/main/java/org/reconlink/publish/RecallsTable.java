package org.reconlink.publish;

import static org.reconlink.publish.Missing.MISSING;
import static org.reconlink.publish.Missing.NOT_APPLICABLE;

import java.util.List;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.result.StudyResult;

/** One row for each recall to custody in a window. */
final class RecallsTable {

    private RecallsTable() {}

    static PackageTable<RecallRow> of(StudyResult result) {
        return new PackageTable<>(
                "recalls",
                "One row for each recall to custody in a follow-up window.",
                List.of(Pseudonyms.COLUMN, "window", "recall"),
                variables(result),
                result.custodyKnown() ? RecallRow.all(ParticipantRow.all(result)) : List.of());
    }

    private static List<Variable<RecallRow>> variables(StudyResult result) {
        PublishedDates dates = new PublishedDates(result.publish().dates());
        String anchor = "S of the row's window";
        return List.of(
                Pseudonyms.variable(row -> row.participant().pseudonym()),
                Variable.category(
                        "window",
                        "The follow-up window.",
                        result.outcome().windows().stream()
                                .map(RecallsTable::category)
                                .toList(),
                        row -> Cell.own(row.window().window())),
                Variable.integer(
                        "recall",
                        "Counts the recalls of a participant in a window from 1, in order of start.",
                        "",
                        row -> Cell.number(row.number())),
                dates.variable(
                        "start",
                        "First day of the recall; spells that touch or overlap are one.",
                        anchor,
                        row -> dates.cell(row.recall().start(), row.window().start())),
                dates.<RecallRow>variable(
                                "end",
                                "Day of release; not applicable while the recall lasts.",
                                anchor,
                                row -> Cell.known(
                                        row.recall().end(),
                                        NOT_APPLICABLE,
                                        date -> dates.cell(date, row.window().start())))
                        .or(NOT_APPLICABLE),
                Variable.integer(
                        "day",
                        "Number of the first day of the recall, the first day of the window being 1.",
                        "days",
                        row -> Cell.number(row.recall().day())),
                Variable.<RecallRow>text(
                                "kind",
                                "Kind of the recall.",
                                row -> Cell.input(row.recall().kind()))
                        .or(MISSING),
                Variable.flag(
                        "curfew",
                        "Whether it is a recall of home detention curfew, which no count of recalls includes.",
                        row -> Cell.flag(row.curfew())));
    }

    private static Category category(WindowSettings window) {
        return new Category(window.name(), Windows.words(window));
    }
}
