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
        table.group(heading("Participants read", flow.read(), small));
        row(table, "Included", flow.included(), small);
        row(table, "Excluded", flow.read() - flow.included(), small);
        if (!flow.excluded().isEmpty()) {
            table.group(heading("Excluded", flow.read() - flow.included(), small));
            flow.excluded().forEach(t -> row(table, Words.sentence(t.words()), t.count(), small));
        }
        table.group(heading("Included", flow.included(), small));
        flow.status().forEach(t -> row(table, Words.sentence(t.words()), t.count(), small));
        for (Flow.InWindow window : flow.windows()) {
            table.group(heading("Included, in the window “" + window.name() + "”", flow.included(), small));
            row(table, "Observed", window.observed(), small);
            window.notObserved().forEach(t -> row(table, "Not observed: " + t.words(), t.count(), small));
        }
        return table.build();
    }

    private static String heading(String words, long count, SmallCounts small) {
        return words + ": " + small.count(count);
    }

    private static void row(DataTable table, String heading, long count, SmallCounts small) {
        table.row(heading, DataTable.figure(small.count(count)));
    }
}
