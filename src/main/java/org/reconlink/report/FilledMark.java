package org.reconlink.report;

import java.util.List;
import org.reconlink.intake.ColumnFacts;

/** How full a column is, as a bar: usable cells, then filled ones that are not, on a line of all cells. */
final class FilledMark {
    private static final double WIDTH = 160;
    private static final double HEIGHT = 18;
    private static final double BAR = 10;

    private FilledMark() {}

    /** A cell of a table; empty without rows. It repeats the cells before it, so it is not read out. */
    static Element cell(ColumnFacts column, long rows) {
        Element cell = Element.of("td").with("class", "mark");
        if (rows == 0) {
            return cell;
        }
        double top = (HEIGHT - BAR) / 2;
        double usable = WIDTH * column.usable() / rows;
        double rest = WIDTH * (column.filled() - column.usable()) / rows;
        return cell.add(Svg.ornament(
                WIDTH,
                HEIGHT,
                List.of(
                        Svg.line(0, HEIGHT / 2, WIDTH, HEIGHT / 2, "scale"),
                        Svg.rectangle(0, top, usable, BAR, "bar link"),
                        Svg.rectangle(usable, top, rest, BAR, "bar review"))));
    }
}
