package org.reconlink.result;

import java.util.Map;
import org.reconlink.kernel.ParticipantId;

/**
 * What a run's published tables say of one participant, so that it can be compared with what another run's say: a number for
 * each column of each table, made from its cells. How sure the link is is no part of it, since that is no outcome and moves
 * with every row of an extract.
 */
public record PublishedCells(ParticipantId participant, Map<String, Long> columns) {
    public PublishedCells {
        columns = Map.copyOf(columns);
    }

    /** Whether a cell differs in a column that both have: what a version or a protocol adds is no other outcome. */
    public boolean differ(PublishedCells other) {
        return columns.entrySet().stream()
                .anyMatch(column -> !other.columns
                        .getOrDefault(column.getKey(), column.getValue())
                        .equals(column.getValue()));
    }
}
