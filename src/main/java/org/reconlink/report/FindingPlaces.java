package org.reconlink.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.reconlink.disclosure.NumberText;
import org.reconlink.kernel.Finding;

/**
 * Where findings of one kind are: the cells of a workbook; where they are about whole rows, the rows; the lines of CSV. Rows
 * that follow one another are one place.
 */
final class FindingPlaces {
    private FindingPlaces() {}

    /** {@code I38, I40}, {@code lines 91 to 102, 118 and 26 more}; so many places at most. */
    static String of(List<Finding> findings, int most) {
        Finding first = findings.get(0);
        if (first.row() == null) {
            return "the file";
        }
        if (first.cell() != null) {
            List<String> cells = findings.stream()
                    .map(Finding::cell)
                    .filter(Objects::nonNull)
                    .toList();
            return some(cells.subList(0, Math.min(most, cells.size())), findings.size() - most);
        }
        String kind = first.sheet() == null ? "line" : "row";
        return kind + (findings.size() == 1 ? " " : "s ") + rows(findings, most);
    }

    private static String rows(List<Finding> findings, int most) {
        List<Long> rows =
                findings.stream().map(Finding::row).filter(Objects::nonNull).toList();
        List<String> places = new ArrayList<>();
        int from = 0;
        while (from < rows.size() && places.size() < most) {
            int to = from;
            while (to + 1 < rows.size() && rows.get(to + 1) == rows.get(to) + 1) {
                to++;
            }
            places.add(from == to ? String.valueOf(rows.get(from)) : rows.get(from) + " to " + rows.get(to));
            from = to + 1;
        }
        return some(places, rows.size() - from);
    }

    private static String some(List<String> places, int more) {
        return String.join(", ", places) + (more > 0 ? " and " + NumberText.whole(more) + " more" : "");
    }
}
