package org.reconlink.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.reconlink.disclosure.SafeCells;
import org.reconlink.disclosure.SmallCounts;
import org.reconlink.disclosure.Tally;
import org.reconlink.result.Flow;
import org.reconlink.result.ReportWords;

/** Warnings and reasons in words, each once with how often it occurs. */
final class Notices {
    private static final int MOST = 25;

    private Notices() {}

    static Element table(String caption, String counted, Stream<String> occurrences, SmallCounts small) {
        List<Tally> tallies = Tally.of(occurrences);
        DataTable table = new DataTable(caption, "What", counted);
        int listed = Math.min(MOST, tallies.size());
        List<Tally> rest = tallies.subList(listed, tallies.size());
        List<Tally> rows = new ArrayList<>(tallies.subList(0, listed));
        if (!rest.isEmpty()) {
            rows.add(new Tally(rest.size() + " further kinds", Flow.sum(rest)));
        }
        SafeCells cells = SafeCells.ofTallies(rows, small);
        for (int i = 0; i < rows.size(); i++) {
            table.row(ReportWords.sentence(rows.get(i).words()), DataTable.figure(cells.count(i, 0)));
        }
        return table.build();
    }
}
