package org.reconlink.publish;

import static org.reconlink.publish.Missing.MISSING;
import static org.reconlink.publish.Missing.NOT_APPLICABLE;
import static org.reconlink.publish.Missing.UNKNOWN;
import static org.reconlink.publish.WindowCells.codesOfTime;
import static org.reconlink.publish.WindowCells.time;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reconlink.outcome.WindowOutcome;
import org.reconlink.outcome.WindowOutcome.Survival;

/** The columns about time in a window and about recalls to custody; both need the custody file. */
record TimeVariables(String prefix, boolean custodyKnown) {

    List<Variable<WindowOutcome>> exposure() {
        return List.of(
                days(
                        "days_to_first",
                        "Days to the first proven reoffence by the censoring date, first and last day counted; also "
                                + "known for some whose outcome is not observed.",
                        s -> toFirst(s, s.daysToFirst())),
                atRiskDays(
                        "at_risk_days_to_first",
                        "Days at risk, which leave out dates in custody, to the first proven reoffence by the censoring "
                                + "date.",
                        s -> toFirst(s, s.atRiskDaysToFirst())),
                days(
                        "days",
                        "Days from the first day to the censoring date, both counted, whatever happened.",
                        s -> Cell.number(s.days())),
                atRiskDays(
                        "at_risk_days",
                        "Days at risk, which leave out dates in custody, from the first day to the censoring date.",
                        s -> Cell.number(s.atRiskDays())),
                codesOfTime(Variable.category(
                        prefix + "censor_reason",
                        "What ends the time of somebody without a reoffence.",
                        Categories.CENSOR_REASONS,
                        w -> time(w, s -> Cell.word(s.reason())))));
    }

    private static Cell toFirst(Survival survival, @Nullable Long days) {
        return survival.uncertain() ? UNKNOWN : Cell.known(days, NOT_APPLICABLE, Cell::number);
    }

    List<Variable<WindowOutcome>> recalls() {
        return List.of(
                Variable.<WindowOutcome>integer(
                                prefix + "recalls",
                                "Number of recalls to custody in the window, without curfew recalls; needs no link.",
                                "recalls",
                                recalls(r -> Cell.number(r.recalls().size())))
                        .or(MISSING),
                Variable.<WindowOutcome>integer(
                                prefix + "days_to_first_recall",
                                "Number of the day of the first of these recalls, the first day of the window being 1.",
                                "days",
                                recalls(TimeVariables::dayOfFirstRecall))
                        .or(NOT_APPLICABLE, MISSING));
    }

    private Function<WindowOutcome, Cell> recalls(Function<WindowOutcome.Recalls, Cell> cell) {
        return w -> custodyKnown ? Cell.known(w.recalls(), MISSING, cell) : MISSING;
    }

    private static Cell dayOfFirstRecall(WindowOutcome.Recalls recalls) {
        return recalls.recalls().stream()
                .mapToLong(WindowOutcome.Recall::day)
                .boxed()
                .min(Long::compare)
                .map(Cell::number)
                .orElse(NOT_APPLICABLE);
    }

    private Variable<WindowOutcome> days(String name, String definition, Function<Survival, Cell> cell) {
        return codesOfTime(Variable.<WindowOutcome>integer(prefix + name, definition, "days", w -> time(w, cell)))
                .or(UNKNOWN);
    }

    private Variable<WindowOutcome> atRiskDays(String name, String definition, Function<Survival, Cell> cell) {
        return days(name, definition, s -> custodyKnown ? cell.apply(s) : MISSING)
                .or(MISSING);
    }
}
