package org.reconlink.publish;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.result.PublishedCells;
import org.reconlink.result.StudyResult;

/** Makes the numbers that the published cells of two runs are compared by. */
public final class CellNumbers {
    private static final String LINKAGE = "linkage_";
    private static final long NO_ROW = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private CellNumbers() {}

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
}
