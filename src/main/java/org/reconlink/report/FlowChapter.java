package org.reconlink.report;

import java.util.List;
import org.reconlink.result.Cohort;
import org.reconlink.result.Flow;
import org.reconlink.result.FlowRow;

/** From all rows of participants to those whose outcome is observed. */
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
                        table(FlowRow.of(flow, cohort.small())),
                        Html.note("Each group of rows adds up to the number in its heading. A row that is rejected"
                                + " for several reasons counts under the first; findings.csv has them all. The reason for exclusion is"
                                + " the first criterion of the protocol that fails; the reason for “not observed” is the"
                                + " first that applies, and never depends on what the participant did.")));
    }

    private static Element table(List<FlowRow> rows) {
        DataTable table = new DataTable("Flow of numbers", "Step", "Participants");
        String group = "";
        for (FlowRow row : rows) {
            if (!row.group().equals(group)) {
                group = row.group();
                table.group(group + ": " + row.total());
            }
            table.row(row.part(), DataTable.figure(row.participants()));
        }
        return table.build();
    }
}
