package org.reconlink.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.reconlink.disclosure.CountTable;
import org.reconlink.result.StudyResult;

/**
 * Participants counted by a column of their table whose values are listed.
 *
 * @param name of the column
 * @param population whom it counts
 * @param across what its columns are
 */
record CrossTable(String name, String definition, String population, String across, CountTable counts) {

    private static final String GROUP = "group";
    private static final String INCLUDED = "included";
    private static final String LINKAGE = "linkage_status";

    /** Linkage by inclusion over everybody, then each listed column over those included, by group where there are several. */
    static List<CrossTable> all(StudyResult result) {
        PackageTable<ParticipantRow> table = ParticipantsTable.of(result);
        List<ParticipantRow> included =
                table.rows().stream().filter(row -> row.outcome().included()).toList();
        Variable<ParticipantRow> group = table.variable(GROUP);
        List<String> groups = included.stream()
                .map(row -> group.cell(row).text())
                .distinct()
                .sorted()
                .toList();
        if (groups.isEmpty()) {
            groups = List.of(Missing.MISSING.text()); // nobody is included, and a table needs a column
        }
        List<CrossTable> all = new ArrayList<>();
        Variable<ParticipantRow> inclusion = table.variable(INCLUDED);
        all.add(of(table.variable(LINKAGE), table.rows(), "all participants", INCLUDED, values(inclusion), inclusion));
        for (Variable<ParticipantRow> variable : table.variables()) {
            boolean listed =
                    !variable.categories().isEmpty() && !variable.name().equals(INCLUDED);
            if (listed && !variable.name().equals(LINKAGE)) {
                all.add(of(variable, included, "participants included in the study", GROUP, groups, group));
            }
        }
        return all;
    }

    private static CrossTable of(
            Variable<ParticipantRow> variable,
            List<ParticipantRow> people,
            String population,
            String across,
            List<String> columns,
            Variable<ParticipantRow> column) {
        List<String> values = values(variable);
        List<List<Long>> counts = values.stream()
                .map(value -> columns.stream()
                        .map(other -> people.stream()
                                .filter(row -> variable.cell(row).text().equals(value)
                                        && column.cell(row).text().equals(other))
                                .count())
                        .toList())
                .toList();
        return new CrossTable(
                variable.name(), variable.definition(), population, across, new CountTable(values, columns, counts));
    }

    /** All that the column can say, whether or not anybody has it: which of them occur would tell of people. */
    private static List<String> values(Variable<?> variable) {
        return Stream.concat(
                        variable.categories().stream().map(Category::value),
                        variable.missing().stream().map(Missing::text))
                .toList();
    }
}
