package org.reconlink.publish;

import static org.reconlink.publish.Missing.MISSING;
import static org.reconlink.publish.Missing.NOT_APPLICABLE;
import static org.reconlink.publish.Missing.NOT_LINKED;
import static org.reconlink.publish.Missing.NOT_OBSERVED;
import static org.reconlink.publish.Missing.UNKNOWN;

import java.util.function.Function;
import org.reconlink.kernel.Flag;
import org.reconlink.outcome.NotObserved;
import org.reconlink.outcome.WindowOutcome;
import org.reconlink.outcome.WindowOutcome.Reoffending;
import org.reconlink.outcome.WindowOutcome.Survival;

/** Decides for whom a column of a window has a value, and which code the others get. */
final class WindowCells {

    private WindowCells() {}

    /** For the observed. */
    static TableCell observed(WindowOutcome window, Function<Reoffending, TableCell> cell) {
        return TableCell.known(window.reoffending(), unobserved(window), cell);
    }

    /** For the observed who reoffended or may have; nobody else has a first or a worst reoffence. */
    static TableCell reoffence(WindowOutcome window, Function<Reoffending, TableCell> cell) {
        return observed(window, r -> r.reoffended() == Flag.NO ? NOT_APPLICABLE : cell.apply(r));
    }

    /** For the linked with a day in the window, observed or not. */
    static TableCell time(WindowOutcome window, Function<Survival, TableCell> cell) {
        return TableCell.known(window.survival(), unobserved(window), cell);
    }

    static <R> Variable<R> codesOfObserved(Variable<R> variable) {
        return variable.or(NOT_LINKED, NOT_OBSERVED);
    }

    static <R> Variable<R> codesOfReoffence(Variable<R> variable) {
        return variable.or(NOT_LINKED, NOT_OBSERVED, NOT_APPLICABLE, MISSING, UNKNOWN);
    }

    static <R> Variable<R> codesOfTime(Variable<R> variable) {
        return variable.or(NOT_LINKED, NOT_OBSERVED, NOT_APPLICABLE);
    }

    /** Why the window says nothing; an observed participant without a day at all has no time to speak of. */
    private static Missing unobserved(WindowOutcome window) {
        if (window.observed()) {
            return NOT_APPLICABLE;
        }
        return window.notObserved() == NotObserved.UNLINKED ? NOT_LINKED : NOT_OBSERVED;
    }
}
