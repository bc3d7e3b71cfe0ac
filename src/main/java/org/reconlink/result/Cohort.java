package org.reconlink.result;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.reconlink.disclosure.SmallCounts;
import org.reconlink.kernel.Flag;
import org.reconlink.kernel.ParticipantId;
import org.reconlink.linkage.study.LinkDecision;
import org.reconlink.outcome.ParticipantOutcome;
import org.reconlink.outcome.WindowOutcome;
import org.reconlink.outcome.WindowOutcome.Survival;
import org.reconlink.outcome.WindowSettings;
import org.reconlink.statistics.BoundedProportion;
import org.reconlink.statistics.Proportion;
import org.reconlink.statistics.Summary;
import org.reconlink.statistics.SurvivalCurve.SurvivalTime;

/**
 * A study's result as its tables ask for it.
 *
 * @param included the participants that every primary table is over
 * @param decisions what linkage says of each participant
 */
public record Cohort(
        StudyResult result,
        List<ParticipantOutcome> included,
        Map<ParticipantId, LinkDecision> decisions,
        SmallCounts small) {

    public static Cohort of(StudyResult result) {
        Map<ParticipantId, LinkDecision> decisions = new HashMap<>();
        result.linkage().decisions().forEach(d -> decisions.put(d.participant(), d));
        return new Cohort(
                result,
                result.outcomes().stream().filter(ParticipantOutcome::included).toList(),
                decisions,
                new SmallCounts(result.publish().counts()));
    }

    public List<WindowSettings> windows() {
        return result.outcome().windows();
    }

    /** Windows that end with a date of the participant, such as the end of an intervention; all if none does. */
    public List<WindowSettings> windowsWithAnEnd() {
        List<WindowSettings> ending =
                windows().stream().filter(w -> w.to() != null).toList();
        return ending.isEmpty() ? windows() : ending;
    }

    /** The window that the finding is told of: the last that the protocol names, since what a study asks for comes last in time. */
    public WindowSettings mainWindow() {
        return windows().get(windows().size() - 1);
    }

    /** Where a participant stands after linkage; unlinked where linkage says nothing. */
    public LinkDecision.Status status(ParticipantOutcome outcome) {
        LinkDecision decision = decisions.get(outcome.participant().id());
        return decision == null ? LinkDecision.Status.UNLINKED : decision.status();
    }

    /** Those included whose outcome in the window is observed. */
    public List<ParticipantOutcome> observed(WindowSettings window) {
        return observed(included, window);
    }

    public static List<ParticipantOutcome> observed(List<ParticipantOutcome> people, WindowSettings window) {
        return people.stream().filter(o -> o.window(window.name()).observed()).toList();
    }

    /** Those observed with surely at least one proven reoffence in the window. */
    public List<ParticipantOutcome> reoffended(WindowSettings window) {
        return observed(window).stream().filter(o -> hasReoffended(o, window)).toList();
    }

    /** Those observed of whom it is not known whether they have one. */
    public long reoffenceUnknown(WindowSettings window) {
        return reoffenceUnknown(observed(window), window);
    }

    public static long reoffenceUnknown(List<ParticipantOutcome> observed, WindowSettings window) {
        return observed.stream()
                .filter(o -> reoffending(o.window(window.name())).reoffended().unknown())
                .count();
    }

    /** Of those observed without a reconviction, those of whom that holds only if no offence without a date is one. */
    public Proportion restingOnUndated(WindowSettings window) {
        List<WindowOutcome.Reoffending> without = observed(window).stream()
                .map(o -> reoffending(o.window(window.name())))
                .filter(reoffending -> reoffending.reconvicted() == Flag.NO)
                .toList();
        return share(without, WindowOutcome.Reoffending::restsOnUndated);
    }

    public static boolean hasReoffended(ParticipantOutcome observed, WindowSettings window) {
        return reoffending(observed.window(window.name())).reoffended().yes();
    }

    /** The reoffending of somebody observed. */
    public static WindowOutcome.Reoffending reoffending(WindowOutcome outcome) {
        WindowOutcome.Reoffending reoffending = outcome.reoffending();
        if (reoffending == null) {
            throw new IllegalStateException("observed in window " + outcome.window() + " without an outcome");
        }
        return reoffending;
    }

    /** Calendar months from the window's first day to the censoring date, of those observed. */
    public Summary followUp(WindowSettings window) {
        return summary(observed(window), outcome -> {
            Survival survival = outcome.window(window.name()).survival();
            return survival == null
                    ? null
                    : (Double) outcome.window(window.name()).months(survival.days());
        });
    }

    /** Months to the first proven reoffence or to the end of follow-up, of those who have a day in the window. */
    public static List<SurvivalTime> times(List<ParticipantOutcome> people, WindowSettings window) {
        List<SurvivalTime> times = new ArrayList<>();
        for (ParticipantOutcome person : people) {
            WindowOutcome outcome = person.window(window.name());
            Survival survival = outcome.survival();
            if (survival != null) {
                Long first = survival.daysToFirst();
                times.add(new SurvivalTime(outcome.months(first == null ? survival.days() : first), first != null));
            }
        }
        return times;
    }

    public static <T> Proportion share(List<T> of, Predicate<? super T> having) {
        return new Proportion(of.stream().filter(having).count(), of.size());
    }

    /** Whoever it is not known of stays in the denominator. */
    static <T> BoundedProportion bounds(List<T> of, Function<? super T, Flag> having) {
        List<Flag> flags = of.stream().<Flag>map(having).toList();
        return new BoundedProportion(
                flags.stream().filter(Flag::yes).count(),
                of.size(),
                flags.stream().filter(Flag::unknown).count());
    }

    /** Over those included; null is missing. */
    public Summary summary(Function<ParticipantOutcome, ? extends @Nullable Number> value) {
        return summary(included, value);
    }

    public static Summary summary(
            List<ParticipantOutcome> people, Function<ParticipantOutcome, ? extends @Nullable Number> value) {
        return Summary.of(people.stream().<@Nullable Number>map(value).toList());
    }
}
