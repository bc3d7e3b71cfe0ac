package org.reconlink.publish;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.result.PublishedCells;
import org.reconlink.result.StudyResult;

/** Makes the numbers that the published cells of two runs are compared by. */
public final class CellNumbers {
    private static final String LINKAGE = "linkage_";
    private static final Set<String> COMPARED = Set.of(PackageTable.PARTICIPANTS, "offences", "recalls");
    private static final long NO_ROW = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private CellNumbers() {}

    /** One for each participant of a run. */
    public static List<PublishedCells> of(StudyResult result) {
        return of(result, DataPackage.tables(result));
    }

    static List<PublishedCells> of(StudyResult result, List<PackageTable<?>> tables) {
        Map<String, Map<String, Long>> byPseudonym = new LinkedHashMap<>();
        result.outcomes()
                .forEach(outcome ->
                        byPseudonym.put(result.pseudonym(outcome.participant().id()), new HashMap<>()));
        tables.stream().filter(table -> COMPARED.contains(table.name())).forEach(table -> add(table, byPseudonym));
        List<PublishedCells> cells = new ArrayList<>();
        result.outcomes().forEach(outcome -> {
            ParticipantId id = outcome.participant().id();
            cells.add(new PublishedCells(id, byPseudonym.getOrDefault(result.pseudonym(id), Map.of())));
        });
        return cells;
    }

    private static void add(PackageTable<?> table, Map<String, Map<String, Long>> byPseudonym) {
        List<String> columns = table.columns();
        int pseudonym = columns.indexOf(Pseudonyms.COLUMN);
        Map<String, long[]> numbers = new HashMap<>();
        byPseudonym.keySet().forEach(each -> {
            long[] none = new long[columns.size()];
            Arrays.fill(none, NO_ROW);
            numbers.put(each, none);
        });
        for (int row = 0; row < table.rows().size(); row++) {
            List<TableCell> cells = table.cells(row);
            long[] own = numbers.get(cells.get(pseudonym).text());
            for (int i = 0; own != null && i < own.length; i++) {
                own[i] = with(own[i], cells.get(i).text());
            }
        }
        byPseudonym.forEach((each, byColumn) -> {
            long[] own = Objects.requireNonNull(numbers.get(each));
            for (int i = 0; i < own.length; i++) {
                if (i != pseudonym && !columns.get(i).startsWith(LINKAGE)) {
                    byColumn.put(table.name() + "." + columns.get(i), own[i]);
                }
            }
        });
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
