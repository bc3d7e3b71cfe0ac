package org.reconlink.publish;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.reconlink.kernel.ParticipantId;

/**
 * What a run's published tables say of one participant, so that it can be compared with what another run's say: a number for
 * each column of each table, made from its cells. How sure the link is is no part of it, since that is no outcome and moves
 * with every row of an extract.
 */
public record PublishedCells(ParticipantId participant, Map<String, Long> columns) {
    private static final String LINKAGE = "linkage_";
    private static final long NO_ROW = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    public PublishedCells {
        columns = Map.copyOf(columns);
    }

    /** One for each participant of a run. */
    public static List<PublishedCells> of(StudyResult result) {
        Map<String, Map<String, Long>> byPseudonym = new LinkedHashMap<>();
        result.outcomes()
                .forEach(outcome ->
                        byPseudonym.put(result.pseudonym(outcome.participant().id()), new HashMap<>()));
        add(ParticipantsTable.of(result), byPseudonym);
        add(OffencesTable.of(result), byPseudonym);
        add(RecallsTable.of(result), byPseudonym);
        List<PublishedCells> cells = new ArrayList<>();
        result.outcomes().forEach(outcome -> {
            ParticipantId id = outcome.participant().id();
            cells.add(new PublishedCells(id, byPseudonym.getOrDefault(result.pseudonym(id), Map.of())));
        });
        return cells;
    }

    private static <R> void add(PackageTable<R> table, Map<String, Map<String, Long>> byPseudonym) {
        Variable<R> pseudonym = table.variable(Pseudonyms.COLUMN);
        for (Variable<R> variable : table.variables()) {
            if (variable.name().startsWith(LINKAGE)) {
                continue;
            }
            String column = table.name() + "." + variable.name();
            byPseudonym.values().forEach(columns -> columns.put(column, NO_ROW));
            for (R row : table.rows()) {
                byPseudonym
                        .getOrDefault(pseudonym.cell(row).text(), new HashMap<>())
                        .computeIfPresent(
                                column,
                                (c, before) -> with(before, variable.cell(row).text()));
            }
        }
        byPseudonym.values().forEach(columns -> columns.remove(table.name() + "." + Pseudonyms.COLUMN));
    }

    /** Fowler, Noll and Vo's hash; a sign that no cell holds ends each. */
    private static long with(long before, String cell) {
        long hash = before;
        for (int i = 0; i < cell.length(); i++) {
            hash = (hash ^ cell.charAt(i)) * PRIME;
        }
        return (hash ^ '\uffff') * PRIME;
    }

    /** Whether a cell differs in a column that both have: what a version or a protocol adds is no other outcome. */
    public boolean differ(PublishedCells other) {
        return columns.entrySet().stream()
                .anyMatch(column -> !other.columns
                        .getOrDefault(column.getKey(), column.getValue())
                        .equals(column.getValue()));
    }
}
