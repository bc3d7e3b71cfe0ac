package org.reconlink.result;

import java.util.ArrayList;
import java.util.List;
import org.reconlink.disclosure.SafeCells;
import org.reconlink.disclosure.SmallCounts;
import org.reconlink.disclosure.Tally;

/**
 * A number of the flow as it may be shown.
 *
 * @param group whom it is a part of
 * @param total how many the group has; the parts of a group add up to it
 * @param part in words
 */
public record FlowRow(String group, String total, String part, String participants) {

    public static final String ROWS = "Rows of participants";

    public static List<FlowRow> of(Flow flow, SmallCounts small) {
        List<FlowRow> rows = new ArrayList<>();
        SafeCells excluded = SafeCells.ofTallies(flow.excluded(), small);
        String read = flow.read(small);
        SafeCells rejected = SafeCells.ofTallies(flow.rejected(), small);
        rows.add(new FlowRow(ROWS, flow.rows(small), "Participants read", read));
        for (int i = 0; i < flow.rejected().size(); i++) {
            rows.add(new FlowRow(
                    ROWS,
                    flow.rows(small),
                    "Rejected: " + flow.rejected().get(i).words(),
                    rejected.count(i, 0)));
        }
        rows.add(new FlowRow("Participants read", read, "Included", small.count(flow.included())));
        rows.add(new FlowRow("Participants read", read, "Excluded", excluded.total()));
        addAll(rows, "Excluded", "", flow.excluded(), excluded, 0, 0);
        addAll(rows, "Included", "", flow.status(), SafeCells.ofTallies(flow.status(), small), 0, 0);
        for (Flow.InWindow window : flow.windows()) {
            SafeCells cells = window.cells(small);
            String group = "Included, in the window “" + window.name() + "”";
            rows.add(new FlowRow(group, cells.total(), "Observed", cells.count(0, 0)));
            addAll(rows, group, "Not observed: ", window.notObserved(), cells, 1, 0);
        }
        addGroups(rows, flow, small);
        return rows;
    }

    private static void addGroups(List<FlowRow> rows, Flow flow, SmallCounts small) {
        if (flow.groups().isEmpty()) {
            return;
        }
        addAll(rows, "Included, by group", "Group ", flow.groups(), flow.groupCells(small), 0, 0);
        for (int group = 0; group < flow.groups().size(); group++) {
            for (Flow.ByGroup window : flow.byGroup()) {
                SafeCells cells = window.cells(small);
                String of = "Included, group “" + flow.groups().get(group).words() + "”, in the window “"
                        + window.window() + "”";
                rows.add(new FlowRow(of, cells.total(group), "Observed", cells.count(0, group)));
                addAll(rows, of, "Not observed: ", window.notObserved(), cells, 1, group);
            }
        }
    }

    /** @param first the row of the cells that the first part stands in */
    private static void addAll(
            List<FlowRow> rows,
            String group,
            String before,
            List<Tally> parts,
            SafeCells cells,
            int first,
            int column) {
        for (int i = 0; i < parts.size(); i++) {
            String words = parts.get(i).words();
            String part = before.isEmpty() ? ReportWords.sentence(words) : before + words;
            rows.add(new FlowRow(group, cells.total(column), part, cells.count(first + i, column)));
        }
    }
}
