package org.reconlink.publish;

import static org.reconlink.publish.Missing.MISSING;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.reconlink.kernel.Participant;

/** The columns of the participant sheet that the protocol carries through, in order of heading. */
final class CarriedVariables {

    private CarriedVariables() {}

    /**
     * One for each heading that any participant has; a column that says who people are is withheld as a whole.
     *
     * @param freeText headings that the protocol says to be free text
     * @param taken names that other columns have
     */
    static List<Variable<ParticipantRow>> of(List<ParticipantRow> rows, Set<String> freeText, Set<String> taken) {
        List<Participant> participants =
                rows.stream().map(row -> row.outcome().participant()).toList();
        Set<String> names = new HashSet<>(taken);
        List<Variable<ParticipantRow>> variables = new ArrayList<>();
        for (CarriedColumn column : CarriedColumn.of(participants, freeText)) {
            String heading = column.heading();
            String name = ColumnName.free("carried_" + ColumnName.of(heading), names);
            names.add(name);
            variables.add(column.withheld() ? withheld(name, heading) : carried(name, heading));
        }
        return variables;
    }

    private static Variable<ParticipantRow> carried(String name, String heading) {
        return Variable.<ParticipantRow>text(
                        name,
                        "Carried through unchanged from the participant sheet, heading '" + heading + "'.",
                        row -> Cell.input(row.outcome().participant().carried().get(heading)))
                .or(MISSING);
    }

    private static Variable<ParticipantRow> withheld(String name, String heading) {
        return Variable.text(
                name,
                "Withheld: it can tell who somebody is, or is free text, heading '" + heading + "'.",
                row -> Missing.WITHHELD);
    }
}
