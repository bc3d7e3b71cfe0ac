package org.reconlink.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.reconlink.disclosure.SafeCells;
import org.reconlink.disclosure.SmallCounts;
import org.reconlink.disclosure.Tally;
import org.reconlink.kernel.EnumWords;
import org.reconlink.linkage.study.LinkDecision.Status;
import org.reconlink.result.Flow;
import org.reconlink.result.FlowRow;
import org.reconlink.result.ReportWords;

/** The flow of numbers as boxes: those who go on down the left, those who do not to the right. */
final class FlowDiagram {
    private static final double WIDTH = 760;
    private static final double MAIN_WIDTH = 300;
    private static final double SIDE_X = 360;
    private static final double GAP = 18;
    private static final int WINDOWS_A_ROW = 3;

    private final SmallCounts small;
    private final List<Element> shapes = new ArrayList<>();
    private double y = 1;

    private FlowDiagram(SmallCounts small) {
        this.small = small;
    }

    static Element draw(Flow flow, SmallCounts small) {
        FlowDiagram diagram = new FlowDiagram(small);
        if (!flow.rejected().isEmpty()) {
            diagram.go(FlowRow.ROWS, flow.rows(small));
            diagram.leave("Rejected", flow.rejected());
        }
        diagram.go("Participants read", flow.read(small));
        diagram.leave("Excluded", flow.excluded());
        diagram.go("Included", small.count(flow.included()));
        diagram.leave("Not linked", notLinked(flow));
        diagram.go("Linked to a person", small.count(flow.linked()));
        diagram.windows(flow.windows());
        return Svg.picture(
                "flow",
                "Flow of participants through the study",
                "Boxes from the rows of participants to those read, included, linked and observed in each window; "
                        + "the table below has the same numbers.",
                WIDTH,
                diagram.y + 1,
                diagram.shapes);
    }

    private static List<Tally> notLinked(Flow flow) {
        return flow.status().stream()
                .filter(t -> Stream.of(Status.LINKED, Status.LINKED_BY_KEY)
                        .noneMatch(linked -> t.words().equals(EnumWords.of(linked))))
                .toList();
    }

    private void go(String label, String count) {
        FlowBox box = new FlowBox(1, y, MAIN_WIDTH, label, count, List.of());
        shapes.add(box.draw("box"));
        y += box.height();
    }

    /** A box beside the way down; the way goes on below it. */
    private void leave(String label, List<Tally> reasons) {
        SafeCells cells = SafeCells.ofTallies(reasons, small);
        FlowBox box = new FlowBox(SIDE_X, y + GAP, WIDTH - SIDE_X - 1, label, cells.total(), lines(reasons, cells));
        double middle = 1 + MAIN_WIDTH / 2;
        double end = box.y() + box.height() + GAP;
        shapes.add(box.draw("box side"));
        shapes.add(Svg.arrow(middle, y, middle, end));
        shapes.add(Svg.arrow(middle, box.y() + box.height() / 2, SIDE_X, box.y() + box.height() / 2));
        y = end;
    }

    private void windows(List<Flow.InWindow> windows) {
        int across = Math.min(windows.size(), WINDOWS_A_ROW);
        for (int first = 0; first < windows.size(); first += WINDOWS_A_ROW) {
            List<Flow.InWindow> row = windows.subList(first, Math.min(first + WINDOWS_A_ROW, windows.size()));
            row(row, (WIDTH - 2 - GAP * (across - 1)) / across);
        }
    }

    private void row(List<Flow.InWindow> windows, double width) {
        double from = y;
        double bus = from + GAP;
        double top = bus + GAP;
        shapes.add(Svg.line(1 + MAIN_WIDTH / 2, from, 1 + MAIN_WIDTH / 2, bus, "edge"));
        double left = 1 + MAIN_WIDTH / 2;
        double right = left;
        double x = 1;
        for (Flow.InWindow window : windows) {
            FlowBox box = box(window, x, top, width);
            double middle = x + width / 2;
            left = Math.min(left, middle);
            right = Math.max(right, middle);
            shapes.add(Svg.arrow(middle, bus, middle, top));
            shapes.add(box.draw("box"));
            y = Math.max(y, top + box.height());
            x += width + GAP;
        }
        shapes.add(Svg.line(left, bus, right, bus, "edge"));
    }

    private FlowBox box(Flow.InWindow window, double x, double top, double width) {
        List<Tally> reasons = window.notObservedThoughLinked();
        List<FlowBox.Line> lines = new ArrayList<>();
        SafeCells cells = SafeCells.ofTallies(reasons, small);
        lines.add(new FlowBox.Line("Not observed", cells.total()));
        lines.addAll(lines(reasons, cells));
        return new FlowBox(x, top, width, "Observed in “" + window.name() + "”", small.count(window.observed()), lines);
    }

    private static List<FlowBox.Line> lines(List<Tally> reasons, SafeCells cells) {
        List<FlowBox.Line> lines = new ArrayList<>();
        for (int i = 0; i < reasons.size(); i++) {
            lines.add(new FlowBox.Line(ReportWords.sentence(reasons.get(i).words()), cells.count(i, 0)));
        }
        return lines;
    }
}
