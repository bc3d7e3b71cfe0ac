package org.reconlink.report;

import java.util.List;
import java.util.stream.Stream;

/** Warnings and reasons in words, each once with how often it occurs. */
final class Notices {
    private static final int MOST = 25;

    private Notices() {}

    static Element table(String caption, String counted, Stream<String> occurrences, SmallCounts small) {
        List<Tally> tallies = Tally.of(occurrences);
        DataTable table = new DataTable(caption, "What", counted);
        tallies.stream()
                .limit(MOST)
                .forEach(t -> table.row(Words.sentence(t.words()), DataTable.figure(small.count(t.count()))));
        List<Tally> rest = tallies.subList(Math.min(MOST, tallies.size()), tallies.size());
        if (!rest.isEmpty()) {
            table.row(rest.size() + " further kinds", DataTable.figure(small.count(Flow.sum(rest))));
        }
        return table.build();
    }
}
