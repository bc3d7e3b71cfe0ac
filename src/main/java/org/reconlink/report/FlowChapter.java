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
import org.reconlink.result.Flow.FlowRow;
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
                        table(FlowRow.of(flow, cohort.small())),
                        Html.note("Each group of rows adds up to the number in its heading. A row that is rejected"
                                + " for several reasons counts under the first; findings.csv has them all. The reason for exclusion is"
                                + " the first criterion of the protocol that fails; the reason for “not observed” is the"
                                + " first that applies, and never depends on what the participant did.")));
    }

    /** The boxes that trials draw, with the numbers of {@code flow.csv}. */
    static Figure figure(Cohort cohort) {
        Flow flow = Flow.of(cohort);
        return new Figure(
                FlowDiagram.draw(flow, cohort.small()),
                "Flow of participants. " + new RunFacts(cohort).linked(),
                List.of("group", "total", "part", "participants"),
                FlowRow.of(flow, cohort.small()).stream()
                        .map(row -> List.of(row.group(), row.total(), row.part(), row.participants()))
                        .toList());
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

    /**
     * The flow of numbers as boxes, as wide as a column of a journal: those who go on down the left, those who do not to the
     * right, study groups side by side below.
     */
    private static final class FlowDiagram {
        private static final double WIDTH = 400;
        private static final double MAIN_WIDTH = 157;
        private static final double SIDE_X = 171;
        private static final double GAP = 11;
        private static final int ACROSS = 2;

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
            if (!flow.excluded().isEmpty() || small.withholds(0)) {
                diagram.leave("Excluded", flow.excluded());
                diagram.go("Included", small.count(flow.included()));
            }
            List<Tally> notLinked = notLinked(flow);
            // a box of none says nothing, but where zeros are withheld its absence would tell one
            boolean toBeTold = Flow.sum(notLinked) > 0 || small.withholds(0);
            // of study groups each says for itself who is not observed for want of a link
            if (toBeTold && flow.groups().isEmpty()) {
                diagram.leave("Not linked", notLinked);
                diagram.go("Linked to a person", small.count(flow.linked()));
            }
            diagram.across(flow.groups().isEmpty() ? diagram.windows(flow) : diagram.groups(flow));
            return Svg.picture(
                    "flow",
                    "Flow of participants through the study",
                    "Boxes from the rows of participants to those read, included, linked and observed in each window; "
                            + "flow.csv has the same numbers.",
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
            FlowBox box = new FlowBox(
                    SIDE_X, y + GAP, WIDTH - SIDE_X - 1, label, cells.total(), lines("", reasons, cells, 0, 0));
            double middle = 1 + MAIN_WIDTH / 2;
            double end = box.y() + box.height() + GAP;
            shapes.add(box.draw("box side"));
            shapes.add(Svg.arrow(middle, y, middle, end));
            shapes.add(Svg.arrow(middle, box.y() + 16, SIDE_X, box.y() + 16));
            y = end;
        }

        /** A heading with a number, and lines with numbers below it. */
        private record Content(String heading, String count, List<FlowBox.Line> lines) {}

        private List<Content> windows(Flow flow) {
            List<Content> boxes = new ArrayList<>();
            for (Flow.InWindow window : flow.windows()) {
                List<Tally> reasons = window.notObservedThoughLinked();
                List<FlowBox.Line> lines = new ArrayList<>();
                SafeCells cells = SafeCells.ofTallies(reasons, small);
                if (!reasons.isEmpty()) {
                    lines.add(new FlowBox.Line("Not observed", cells.total()));
                    lines.addAll(lines("", reasons, cells, 0, 0));
                }
                boxes.add(new Content("Observed, “" + window.name() + "”", small.count(window.observed()), lines));
            }
            return boxes;
        }

        private List<Content> groups(Flow flow) {
            SafeCells included = flow.groupCells(small);
            List<Content> boxes = new ArrayList<>();
            for (int group = 0; group < flow.groups().size(); group++) {
                List<FlowBox.Line> lines = new ArrayList<>();
                for (Flow.ByGroup window : flow.byGroup()) {
                    SafeCells cells = window.cells(small);
                    lines.add(new FlowBox.Line("Observed, “" + window.window() + "”", cells.count(0, group)));
                    lines.addAll(lines("Not observed: ", window.notObserved(), cells, 1, group));
                }
                String name = flow.groups().get(group).words();
                boxes.add(new Content(
                        name.equals(Flow.NO_GROUP) ? "Group " + name : name, included.count(group, 0), lines));
            }
            return boxes;
        }

        /** Three stand in one row, if narrow: from a second row an arrow seems to come out of the first. */
        private void across(List<Content> boxes) {
            int across = boxes.size() == ACROSS + 1 ? boxes.size() : ACROSS;
            for (int first = 0; first < boxes.size(); first += across) {
                row(boxes.subList(first, Math.min(first + across, boxes.size())));
            }
        }

        private void row(List<Content> boxes) {
            double width = (WIDTH - 2 - GAP * (boxes.size() - 1)) / boxes.size();
            double from = y;
            double bus = from + GAP;
            double top = bus + GAP;
            shapes.add(Svg.line(1 + MAIN_WIDTH / 2, from, 1 + MAIN_WIDTH / 2, bus, "edge"));
            double left = 1 + MAIN_WIDTH / 2;
            double right = left;
            double x = 1;
            for (Content content : boxes) {
                FlowBox box = new FlowBox(x, top, width, content.heading(), content.count(), content.lines());
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

        /** @param first the row of the cells that the first reason stands in */
        private static List<FlowBox.Line> lines(
                String before, List<Tally> reasons, SafeCells cells, int first, int column) {
            List<FlowBox.Line> lines = new ArrayList<>();
            for (int i = 0; i < reasons.size(); i++) {
                String words = reasons.get(i).words();
                lines.add(new FlowBox.Line(
                        before.isEmpty() ? ReportWords.sentence(words) : before + words,
                        cells.count(first + i, column)));
            }
            return lines;
        }

        /** A box of the flow diagram: a heading with a number, and lines with numbers below it. */
        private record FlowBox(double x, double y, double width, String heading, String count, List<Line> lines) {
            private static final double PADDING = 9;
            private static final double HEAD = 16;
            private static final double LINE = 15;
            /** Mean width of a letter of the small text; generous, since fonts differ. */
            private static final double LETTER = 6.2;

            private static final double STRONG_LETTER = 7.2;

            FlowBox {
                lines = List.copyOf(lines);
            }

            /** A line of words and its number. */
            record Line(String words, String count) {}

            double height() {
                int rows = lines.stream()
                        .mapToInt(
                                line -> wrap(line.words(), line.count(), LETTER).size())
                        .sum();
                double head = headRows().size() * HEAD + 14;
                return rows == 0 ? head : head + rows * LINE + 2;
            }

            private List<String> headRows() {
                return wrap(heading, count, STRONG_LETTER);
            }

            Element draw(String style) {
                List<Element> shapes = new ArrayList<>();
                shapes.add(Svg.rectangle(x, y, width, height(), style).with("rx", "5"));
                double baseline = y + 19;
                shapes.add(Svg.text(x + width - PADDING, baseline, "end", "strong", count));
                for (String part : headRows()) {
                    shapes.add(Svg.text(x + PADDING, baseline, "start", "strong", part));
                    baseline += HEAD;
                }
                baseline += 1;
                for (Line line : lines) {
                    shapes.add(Svg.text(x + width - PADDING, baseline, "end", "small", line.count()));
                    for (String part : wrap(line.words(), line.count(), LETTER)) {
                        shapes.add(Svg.text(x + PADDING, baseline, "start", "small", part));
                        baseline += LINE;
                    }
                }
                return Element.of("g", shapes);
            }

            private List<String> wrap(String words, String number, double letter) {
                double free = width - 2 * PADDING - number.length() * letter - 6;
                int most = (int) (free / letter);
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
