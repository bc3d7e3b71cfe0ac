package org.reconlink.outcome;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.reconlink.kernel.ConvictionRecord;
import org.reconlink.kernel.Finding;
import org.reconlink.kernel.RecordId;

/** Takes rows that are identical in every mapped field, in one file or several, as one row. */
final class DuplicateRows {
    private static final RecordId NOWHERE = new RecordId("", null, 0);

    private DuplicateRows() {}

    /** The rows without repetitions; the earlier place is kept and every later one is a finding. */
    static List<ConvictionRecord> removed(List<ConvictionRecord> rows, Consumer<Finding> findings) {
        List<ConvictionRecord> inOrder = new ArrayList<>(rows);
        inOrder.sort(Comparator.comparing(ConvictionRecord::source));
        Map<ConvictionRecord, RecordId> seen = new HashMap<>();
        List<ConvictionRecord> kept = new ArrayList<>();
        for (ConvictionRecord row : inOrder) {
            RecordId earlier = seen.putIfAbsent(row.at(NOWHERE), row.source());
            if (earlier == null) {
                kept.add(row);
            } else {
                findings.accept(RowFindings.duplicate(row.source(), earlier));
            }
        }
        return kept;
    }
}
