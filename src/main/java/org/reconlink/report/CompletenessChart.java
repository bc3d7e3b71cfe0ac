package org.reconlink.report;

import java.util.ArrayList;
import java.util.List;
import org.reconlink.disclosure.SmallCounts;
import org.reconlink.linkage.study.LinkageDiagnostics.Completeness;
import org.reconlink.result.ReportWords;
import org.reconlink.statistics.Proportion;

/** How complete each column of linkage is: a bar for the participants above one for the identities of the extract. */
final class CompletenessChart {
    private static final double WIDTH = 760;
    private static final double LEFT = 178;
    private static final double RIGHT = 60;
    private static final double TOP = 34;
    private static final double BAR = 14;
    private static final double GAP = 13;

    private final SmallCounts small;
    private final List<Element> shapes = new ArrayList<>();
    private double y = TOP;

    private CompletenessChart(SmallCounts small) {
        this.small = small;
    }

    static Element draw(List<Completeness> columns, SmallCounts small) {
        CompletenessChart chart = new CompletenessChart(small);
        chart.legend();
        columns.forEach(chart::column);
        chart.scale();
        return Svg.picture(
                "completeness",
                "Completeness of the linkage columns",
                "Two bars for each column: the share of participants, and below it the share of identities of the"
                        + " extracts, that have a value; the table below has the same numbers.",
                WIDTH,
                chart.y + 24,
                chart.shapes);
    }

    static Proportion participants(Completeness column) {
        return new Proportion(column.participants(), column.ofParticipants());
    }

    static Proportion identities(Completeness column) {
        return new Proportion(column.identities(), column.ofIdentities());
    }

    private void legend() {
        shapes.add(Svg.rectangle(LEFT, 4, 12, 12, "bar link"));
        shapes.add(Svg.text(LEFT + 18, 14, "start", "tick", "Participants (upper bar)"));
        shapes.add(Svg.rectangle(LEFT + 200, 4, 12, 12, "bar non-link"));
        shapes.add(Svg.text(LEFT + 218, 14, "start", "tick", "Identities of the extracts (lower bar)"));
    }

    private void column(Completeness column) {
        shapes.add(Svg.text(LEFT - 12, y + BAR + 5, "end", "small", ReportWords.field(column.column())));
        bar(participants(column), "bar link");
        bar(identities(column), "bar non-link");
        y += GAP;
    }

    private void bar(Proportion share, String style) {
        double part = small.drawn(share);
        shapes.add(Svg.rectangle(LEFT, y, part * (WIDTH - LEFT - RIGHT), BAR, style));
        if (share.n() > 0) {
            shapes.add(Svg.text(
                    LEFT + part * (WIDTH - LEFT - RIGHT) + 5, y + BAR - 3, "start", "label", small.percent(share)));
        }
        y += BAR + 1;
    }

    private void scale() {
        double bottom = y - GAP / 2;
        shapes.add(Svg.line(LEFT, TOP - 6, LEFT, bottom, "axis"));
        for (int percent = 0; percent <= 100; percent += 25) {
            double x = LEFT + percent * (WIDTH - LEFT - RIGHT) / 100;
            shapes.add(Svg.text(x, bottom + 18, "middle", "tick", percent + "%"));
        }
    }
}
