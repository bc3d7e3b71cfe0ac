package org.reconlink.publish;

import static org.reconlink.publish.Missing.MISSING;
import static org.reconlink.publish.Missing.NOT_APPLICABLE;
import static org.reconlink.publish.Missing.NOT_LINKED;
import static org.reconlink.publish.Missing.NOT_OBSERVED;
import static org.reconlink.publish.Missing.UNKNOWN;
import static org.reconlink.publish.WindowVariables.WindowCells.codesOfTime;
import static org.reconlink.publish.WindowVariables.WindowCells.time;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Flag;
import org.reconlink.outcome.AuditedOutcome;
import org.reconlink.outcome.Definition.Answer;
import org.reconlink.outcome.WindowOutcome;
import org.reconlink.outcome.WindowOutcome.NotObserved;
import org.reconlink.outcome.WindowOutcome.Reoffending;
import org.reconlink.outcome.WindowOutcome.Survival;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.result.StudyResult;

/** The columns of one follow-up window, named after it. */
final class WindowVariables {

    private final StudyResult result;
    private final WindowSettings settings;
    private final Windows.Naming naming;
    private final String prefix;
    private final PublishedDates dates;

    WindowVariables(StudyResult result, WindowSettings settings) {
        this(result, settings, Windows.Naming.of(settings));
    }

    /** Named as of whichever window. */
    static WindowVariables ofAny(StudyResult result, WindowSettings settings) {
        return new WindowVariables(result, settings, Windows.Naming.OF_ANY);
    }

    private WindowVariables(StudyResult result, WindowSettings settings, Windows.Naming naming) {
        this.result = result;
        this.settings = settings;
        this.naming = naming;
        this.prefix = naming.prefix();
        this.dates = new PublishedDates(result.publish().dates());
    }

    /** All of them, in the order of the table. */
    List<Variable<ParticipantRow>> all() {
        ReoffenceVariables reoffences = new ReoffenceVariables(result, settings, naming);
        TimeVariables times = new TimeVariables(prefix, result.custodyKnown());
        List<Variable<ParticipantRow>> all = new ArrayList<>(observed());
        Stream.of(
                        reoffences.counts(),
                        List.of(reoffences.firstDate()),
                        times.exposure(),
                        reoffences.first(),
                        reoffences.seriousness(),
                        reoffences.kinds(),
                        times.recalls())
                .flatMap(List::stream)
                .map(variable -> variable.of(this::outcome))
                .forEach(all::add);
        all.add(traced());
        return all;
    }

    /** Apart from the outcomes of the linked, which it must not join without its weight. */
    private Variable<ParticipantRow> traced() {
        int window = result.outcome().windows().indexOf(settings);
        return Variable.<ParticipantRow>flag(
                        prefix + "traced_reoffended",
                        "Whether somebody not linked who was traced in an audited sample has a proven reoffence; counts with"
                                + " audit_weight only.",
                        row -> traced(row.audited(), window))
                .or(NOT_APPLICABLE, MISSING);
    }

    private static TableCell traced(@Nullable AuditedOutcome audited, int window) {
        if (audited == null) {
            return NOT_APPLICABLE;
        }
        Answer answer = audited.windows().isEmpty()
                ? Answer.NOT_OBSERVED
                : audited.windows().get(window);
        return answer == Answer.YES || answer.isNo() ? TableCell.flag(answer == Answer.YES) : MISSING;
    }

    private WindowOutcome outcome(ParticipantRow row) {
        return row.outcome().window(settings.name());
    }

    private List<Variable<ParticipantRow>> observed() {
        return List.of(
                Variable.<WindowOutcome>flag(
                                prefix + "observed",
                                "Whether the outcome of " + naming.words() + " is observed.",
                                w -> TableCell.flag(w.observed()))
                        .of(this::outcome),
                Variable.<WindowOutcome>category(
                                prefix + "not_observed_reason",
                                "The first reason that applies why the outcome is not observed.",
                                Categories.NOT_OBSERVED,
                                w -> TableCell.known(w.notObserved(), NOT_APPLICABLE, r -> TableCell.own(r.words())))
                        .or(NOT_APPLICABLE)
                        .of(this::outcome),
                // The one date of a window that is counted from the first window's S: it joins the windows' clocks.
                dates.<ParticipantRow>variable(
                        prefix + "start",
                        "S, the anchor date of the window.",
                        Windows.anchor(result),
                        row -> TableCell.known(outcome(row).start(), MISSING, d -> dates.cell(d, row.anchor()))),
                dates.<WindowOutcome>variable(
                                prefix + "end",
                                "The last day of the window.",
                                naming.anchor(),
                                w -> TableCell.known(w.end(), MISSING, d -> dates.cell(d, w.start())))
                        .of(this::outcome));
    }

    /** The columns about time in a window and about recalls to custody; both need the custody file. */
    private record TimeVariables(String prefix, boolean custodyKnown) {

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
                            s -> TableCell.number(s.days())),
                    atRiskDays(
                            "at_risk_days",
                            "Days at risk, which leave out dates in custody, from the first day to the censoring date.",
                            s -> TableCell.number(s.atRiskDays())),
                    codesOfTime(Variable.category(
                            prefix + "censor_reason",
                            "What ends the time of somebody without a reoffence.",
                            Categories.CENSOR_REASONS,
                            w -> time(w, s -> TableCell.word(s.reason())))));
        }

        private static TableCell toFirst(Survival survival, @Nullable Long days) {
            return survival.uncertain() ? UNKNOWN : TableCell.known(days, NOT_APPLICABLE, TableCell::number);
        }

        List<Variable<WindowOutcome>> recalls() {
            return List.of(
                    Variable.<WindowOutcome>integer(
                                    prefix + "recalls",
                                    "Number of recalls to custody in the window, without curfew recalls; needs no link.",
                                    "recalls",
                                    recalls(r -> TableCell.number(r.recalls().size())))
                            .or(MISSING),
                    Variable.<WindowOutcome>integer(
                                    prefix + "days_to_first_recall",
                                    "Number of the day of the first of these recalls, the first day of the window being 1.",
                                    "days",
                                    recalls(TimeVariables::dayOfFirstRecall))
                            .or(NOT_APPLICABLE, MISSING));
        }

        private Function<WindowOutcome, TableCell> recalls(Function<WindowOutcome.Recalls, TableCell> cell) {
            return w -> w.recalls() == null || w.recalls().recalled() == Flag.UNKNOWN || !custodyKnown
                    ? MISSING
                    : cell.apply(w.recalls());
        }

        private static TableCell dayOfFirstRecall(WindowOutcome.Recalls recalls) {
            return recalls.recalls().stream()
                    .mapToLong(WindowOutcome.Recall::day)
                    .boxed()
                    .min(Long::compare)
                    .map(TableCell::number)
                    .orElse(NOT_APPLICABLE);
        }

        private Variable<WindowOutcome> days(String name, String definition, Function<Survival, TableCell> cell) {
            return codesOfTime(Variable.<WindowOutcome>integer(prefix + name, definition, "days", w -> time(w, cell)))
                    .or(UNKNOWN);
        }

        private Variable<WindowOutcome> atRiskDays(String name, String definition, Function<Survival, TableCell> cell) {
            return days(name, definition, s -> custodyKnown ? cell.apply(s) : MISSING)
                    .or(MISSING);
        }
    }

    /** Decides for whom a column of a window has a value, and which code the others get. */
    static final class WindowCells {

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
}
