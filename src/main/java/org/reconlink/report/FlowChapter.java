package org.reconlink.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.reconlink.disclosure.SafeCells;
import org.reconlink.disclosure.SmallCounts;
import org.reconlink.disclosure.Tally;
import org.reconlink.kernel.EnumWords;
import org.reconlink.linkage.study.LinkDecision.Status;
import org.reconlink.result.Cohort;
import org.reconlink.result.Flow;
import org.reconlink.result.FlowRow;
import org.reconlink.result.ReportWords;

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

    /** The flow of numbers as boxes: those who go on down the left, those who do not to the right. */
    private static final class FlowDiagram {
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
            return new FlowBox(
                    x, top, width, "Observed in “" + window.name() + "”", small.count(window.observed()), lines);
        }

        private static List<FlowBox.Line> lines(List<Tally> reasons, SafeCells cells) {
            List<FlowBox.Line> lines = new ArrayList<>();
            for (int i = 0; i < reasons.size(); i++) {
                lines.add(new FlowBox.Line(ReportWords.sentence(reasons.get(i).words()), cells.count(i, 0)));
            }
            return lines;
        }

        /** A box of the flow diagram: a heading with a number, and lines with numbers below it. */
        private record FlowBox(double x, double y, double width, String heading, String count, List<Line> lines) {
            private static final double PADDING = 12;
            private static final double HEAD = 40;
            private static final double LINE = 19;
            /** Mean width of a letter of the small text; generous, since fonts differ. */
            private static final double LETTER = 7;
            /** Kept free for the number at the right. */
            private static final double NUMBER = 64;

            FlowBox {
                lines = List.copyOf(lines);
            }

            /** A line of words and its number. */
            record Line(String words, String count) {}

            double height() {
                int rows = lines.stream()
                        .mapToInt(line -> wrap(line.words()).size())
                        .sum();
                return rows == 0 ? HEAD : HEAD + rows * LINE + PADDING / 2;
            }

            Element draw(String style) {
                List<Element> shapes = new ArrayList<>();
                shapes.add(Svg.rectangle(x, y, width, height(), style).with("rx", "6"));
                shapes.add(Svg.text(x + PADDING, y + 25, "start", "strong", heading));
                shapes.add(Svg.text(x + width - PADDING, y + 25, "end", "strong", count));
                double baseline = y + HEAD + 10;
                for (Line line : lines) {
                    shapes.add(Svg.text(x + width - PADDING, baseline, "end", "small", line.count()));
                    for (String part : wrap(line.words())) {
                        shapes.add(Svg.text(x + PADDING, baseline, "start", "small", part));
                        baseline += LINE;
                    }
                }
                return Element.of("g", shapes);
            }

            private List<String> wrap(String words) {
                int most = (int) ((width - 2 * PADDING - NUMBER) / LETTER);
                List<String> rows = new ArrayList<>();
                StringBuilder row = new StringBuilder();
                for (String word : words.split(" ", -1)) {
                    if (row.length() > 0 && row.length() + 1 + word.length() > most) {
                        rows.add(row.toString());
                        row.setLength(0);
                    }
                    row.append(row.length() == 0 ? "" : " ").append(word);
                }
                rows.add(row.toString());
                return rows;
            }
        }
    }
}
