package org.reconlink.result;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.reconlink.disclosure.DisclosureRule;
import org.reconlink.outcome.Definition;
import org.reconlink.outcome.DefinitionTable.Row;
import org.reconlink.statistics.BoundedProportion;

/**
 * A row of the table of definitions, and whether its counts can be published. Where small counts are withheld, so is a share
 * of which a side is small, and one that differs from a published share of the same window by less than the limit in a
 * count without being the same: the two together would tell of the few in whom the definitions differ. The protocol's
 * own rows come first, then those that are left in order.
 *
 * @param share those with a proven reoffence, of those observed, both rounded as the protocol asks
 */
public record ShownShare(Row row, BoundedProportion share, boolean shown) {

    public Definition definition() {
        return row.definition();
    }

    /** The table of definitions as the protocol lets it be published. */
    public static List<ShownShare> of(StudyResult result) {
        return of(result.definitions().rows(), result.publish().counts());
    }

    static List<ShownShare> of(List<Row> rows, DisclosureRule small) {
        Map<Row, Boolean> shown = new HashMap<>();
        List<Row> published = new ArrayList<>();
        rows.stream().sorted(Comparator.comparing(row -> !row.ofProtocol())).forEach(row -> {
            boolean apart = published.stream()
                    .filter(other ->
                            other.definition().window().equals(row.definition().window()))
                    .noneMatch(other -> tooNear(row, other, small));
            boolean shows = apart && !small.withholds(share(row));
            shown.put(row, shows);
            if (shows) {
                published.add(row);
            }
        });
        return rows.stream()
                .map(row -> new ShownShare(row, small.rounded(share(row)), shown.getOrDefault(row, false)))
                .toList();
    }

    private static BoundedProportion share(Row row) {
        return new BoundedProportion(row.reoffended(), row.observed(), row.unknown());
    }

    private static boolean tooNear(Row row, Row other, DisclosureRule small) {
        return small.tellsOfFew(row.reoffended() - other.reoffended(), row.observed() - other.observed())
                || small.tellsOfFew(row.unknown() - other.unknown(), row.observed() - other.observed());
    }
}
