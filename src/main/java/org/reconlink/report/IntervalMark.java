package org.reconlink.report;

import java.util.List;
import org.reconlink.disclosure.SmallCounts;
import org.reconlink.statistics.BoundedProportion;
import org.reconlink.statistics.Interval;

/** A share as a dot with its interval as a bar, on a line from 0 to 100 per cent. */
final class IntervalMark {
    private static final double WIDTH = 160;
    private static final double HEIGHT = 20;
    private static final double MARGIN = 6;

    private IntervalMark() {}

    /** A cell of a table; empty where the share cannot be shown. It repeats the cells before it, so it is not read out. */
    static Element cell(BoundedProportion share, SmallCounts small) {
        Element cell = Element.of("td").with("class", "mark");
        if (!small.shows(share)) {
            return cell;
        }
        BoundedProportion shown = small.rounded(share);
        Interval interval = shown.wilson().orElseThrow();
        double middle = HEIGHT / 2;
        List<Element> shapes = List.of(
                Svg.line(MARGIN, middle, WIDTH - MARGIN, middle, "scale"),
                Svg.line(WIDTH / 2, middle - 5, WIDTH / 2, middle + 5, "scale"),
                Svg.line(x(0), middle - 5, x(0), middle + 5, "scale"),
                Svg.line(x(1), middle - 5, x(1), middle + 5, "scale"),
                Svg.line(x(interval.lower()), middle, x(interval.upper()), middle, "interval"),
                Svg.circle(x((double) shown.k() / shown.n()), middle, 4.5, "dot"),
                Svg.circle(x((double) shown.most().k() / shown.n()), middle, 4.5, "dot"));
        return cell.add(Svg.ornament(WIDTH, HEIGHT, shapes));
    }

    private static double x(double share) {
        return MARGIN + share * (WIDTH - 2 * MARGIN);
    }
}
