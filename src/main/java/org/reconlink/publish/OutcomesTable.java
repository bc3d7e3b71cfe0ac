package org.reconlink.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.result.StudyResult;

/** The outcomes of the participants' table in long form: one row for each participant and follow-up window. */
final class OutcomesTable {

    /** Words of SQL's own, which cannot stand as names of columns. */
    private static final Map<String, String> AVOIDED = Map.of("start", "window_start", "end", "window_end");

    private OutcomesTable() {}

    /** A participant in one of the windows, by its place in the protocol. */
    record Row(ParticipantRow participant, int window) {}

    static PackageTable<Row> of(StudyResult result) {
        List<WindowSettings> windows = result.outcome().windows();
        List<Variable<Row>> variables = new ArrayList<>();
        variables.add(Pseudonyms.variable(row -> row.participant().pseudonym()));
        variables.add(Windows.column(
                result,
                "The follow-up window.",
                row -> windows.get(row.window()).name()));
        variables.add(Variable.flag(
                "included",
                "Whether the participant is in the study.",
                row -> TableCell.flag(row.participant().outcome().included())));
        variables.addAll(outcomes(result));
        return new PackageTable<>(
                "outcomes",
                "One row for each participant, included or not, and follow-up window: the columns of participants that begin"
                        + " with the window's name, without it.",
                List.of(Pseudonyms.COLUMN, Windows.COLUMN),
                variables,
                ParticipantRow.all(result).stream()
                        .flatMap(participant ->
                                IntStream.range(0, windows.size()).mapToObj(window -> new Row(participant, window)))
                        .toList());
    }

    /** Each made by the columns of the wide table, of which it is the one of the row's window. */
    private static List<Variable<Row>> outcomes(StudyResult result) {
        List<List<Variable<ParticipantRow>>> wide = result.outcome().windows().stream()
                .map(window -> new WindowVariables(result, window).all())
                .toList();
        List<Variable<Row>> variables = new ArrayList<>();
        for (WindowSettings window :
                result.outcome().windows().stream().limit(1).toList()) {
            for (Variable<ParticipantRow> named :
                    WindowVariables.ofAny(result, window).all()) {
                int place = variables.size();
                variables.add(new Variable<>(
                        AVOIDED.getOrDefault(named.name(), named.name()),
                        named.definition(),
                        named.type(),
                        named.unit(),
                        named.categories(),
                        named.missing(),
                        row -> wide.get(row.window()).get(place).value().apply(row.participant())));
            }
        }
        return variables;
    }
}
