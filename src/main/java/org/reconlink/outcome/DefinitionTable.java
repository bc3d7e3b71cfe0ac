package org.reconlink.outcome;

import java.util.ArrayList;
import java.util.List;
import org.reconlink.outcome.Definition.Answer;
import org.reconlink.outcome.OutcomeDeriver.Derived;

/**
 * What definitions do to the rate: for each, how many of the observed reoffended.
 *
 * @param rows window by window in the protocol's order
 */
public record DefinitionTable(List<Row> rows) {
    /** Of a study that has none. */
    public static final DefinitionTable EMPTY = new DefinitionTable(List.of());

    public DefinitionTable {
        rows = List.copyOf(rows);
    }

    /**
     * One definition.
     *
     * @param ofProtocol whether it is the protocol's own
     * @param reoffended included participants who are observed and reoffended, by this definition
     * @param unknown those observed of whom it is not known
     * @param restOnUndated those observed without one, if no offence without a date is one
     * @param observed included participants who are observed, by this definition
     */
    public record Row(
            Definition definition, boolean ofProtocol, int reoffended, int unknown, int restOnUndated, int observed) {
        private Row plus(Row other) {
            return new Row(
                    definition,
                    ofProtocol,
                    reoffended + other.reoffended,
                    unknown + other.unknown,
                    restOnUndated + other.restOnUndated,
                    observed + other.observed);
        }
    }

    /** This one and another of the same definitions, of other participants; the empty one adds nothing. */
    public DefinitionTable plus(DefinitionTable other) {
        if (rows.isEmpty()) {
            return other;
        }
        List<Row> sums = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            sums.add(rows.get(i).plus(other.rows.get(i)));
        }
        return new DefinitionTable(sums);
    }

    /**
     * Counts the answers of the participants who are included.
     *
     * @param outcomes with an answer to each definition, in the same order
     */
    public static DefinitionTable of(List<Definition.Asked> asked, List<Derived> outcomes) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            int reoffended = 0;
            int unknown = 0;
            int restOnUndated = 0;
            int observed = 0;
            for (Derived derived : outcomes) {
                if (derived.outcome().included()) {
                    Answer answer = derived.answers().get(i);
                    observed += answer == Answer.NOT_OBSERVED ? 0 : 1;
                    reoffended += answer == Answer.YES ? 1 : 0;
                    unknown += answer == Answer.UNKNOWN ? 1 : 0;
                    restOnUndated += answer == Answer.NO_UNLESS_UNDATED ? 1 : 0;
                }
            }
            rows.add(new Row(
                    asked.get(i).definition(),
                    asked.get(i).ofProtocol(),
                    reoffended,
                    unknown,
                    restOnUndated,
                    observed));
        }
        return new DefinitionTable(rows);
    }
}
