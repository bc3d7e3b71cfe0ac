package org.reconlink.report;

import java.util.List;

/** From the participants read to those whose outcome is observed. */
final class FlowChapter {
    private FlowChapter() {}

    static Chapter of(Cohort cohort) {
        Flow flow = Flow.of(cohort);
        return new Chapter(
                "flow",
                "outcome",
                "Flow of numbers",
                List.of(
                        Html.figure(
                                FlowDiagram.draw(flow, cohort.small()),
                                "Flow of participants: who was read, included, linked and observed."),
                        table(flow, cohort.small()),
                        Html.note("Each group of rows adds up to the number in its heading. The reason for exclusion is"
                                + " the first criterion of the protocol that fails; the reason for “not observed” is the"
                                + " first that applies, and never depends on what the participant did.")));
    }

    private static Element table(Flow flow, SmallCounts small) {
        DataTable table = new DataTable("Flow of numbers", "Step", "Participants");
        SafeCells excluded = SafeCells.ofTallies(flow.excluded(), small);
        table.group(heading("Participants read", flow.read(small)));
        table.row("Included", DataTable.figure(small.count(flow.included())));
        table.row("Excluded", DataTable.figure(excluded.total()));
        if (!flow.excluded().isEmpty()) {
            table.group(heading("Excluded", excluded.total()));
            rows(table, "", flow.excluded(), excluded, 0);
        }
        SafeCells status = SafeCells.ofTallies(flow.status(), small);
        table.group(heading("Included", status.total()));
        rows(table, "", flow.status(), status, 0);
        for (Flow.InWindow window : flow.windows()) {
            SafeCells cells = window.cells(small);
            table.group(heading("Included, in the window “" + window.name() + "”", cells.total()));
            table.row("Observed", DataTable.figure(cells.count(0, 0)));
            rows(table, "Not observed: ", window.notObserved(), cells, 1);
        }
        return table.build();
    }

    private static String heading(String words, String count) {
        return words + ": " + count;
    }

    /** @param first the row of the cells that the first part stands in */
    private static void rows(DataTable table, String before, List<Tally> parts, SafeCells cells, int first) {
        for (int i = 0; i < parts.size(); i++) {
            String words = parts.get(i).words();
            table.row(
                    before.isEmpty() ? Words.sentence(words) : before + words,
                    DataTable.figure(cells.count(first + i, 0)));
        }
    }
}
