package org.reconlink.cli;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Participant;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.outcome.OffenceOutcome;
import org.reconlink.outcome.Timing;
import org.reconlink.outcome.WindowOutcome;
import org.reconlink.outcome.WindowOutcome.CensorReason;

/** Says why an offence has its timing in a window, with the dates that decide. */
record TimingWords(Participant participant, WindowOutcome window) {

    /** One sentence; null where the table of offences says all there is to say. */
    @Nullable
    String of(OffenceOutcome offence) {
        Timing timing = offence.timing().get(window.window());
        return timing == null
                ? null
                : switch (timing) {
                    case NOT_PROVEN, INDEX, NO_WINDOW, PRIOR -> null;
                    case AFTER_CUT -> "proved after the data cut, so the study does not know of it";
                    case NOT_COUNTED -> notCounted(offence);
                    case AFTER_EXIT -> afterExit(offence);
                    case UNDATED -> undated(offence);
                    case UNCERTAIN ->
                        "what is known of its dates or its result allows more than one place, in this window or outside it:"
                                + " the outcome is worked out with it and without it";
                    case PSEUDO -> pseudo(offence);
                    case AFTER -> after();
                    case PROVEN_LATE -> provenLate(offence);
                    case IN_WINDOW -> inWindow(offence);
                };
    }

    private String undated(OffenceOutcome offence) {
        return "no usable offence date, and proved on or after the first day: it may be from before the window, so "
                + (offence.perhapsIn().contains(window.window())
                        ? "the outcome is worked out with it and without it"
                        : "it is no reoffence");
    }

    private static String notCounted(OffenceOutcome offence) {
        if (offence.classified().nonOffenceBreach()) {
            return "a breach that is no offence of its own (category CB), which never counts";
        }
        String code = offence.classified().homeOfficeCode() == null
                ? "no Home Office code"
                : "Home Office code " + offence.classified().homeOfficeCode();
        return "left out by the protocol's lists of breaches and courts"
                + (offence.inCustody().yes() ? ", or as committed in custody" : "") + " (" + code + ")";
    }

    private String afterExit(OffenceOutcome offence) {
        LocalDate death = participant.date(ParticipantDate.DEATH);
        LocalDate deportation = participant.date(ParticipantDate.DEPORTATION);
        LocalDate committed = latest(offence);
        boolean dead = death != null && committed != null && death.isBefore(committed);
        return "dated after " + (dead ? "the date of death " + death : "the date of deportation " + deportation)
                + ": it counts in no outcome, and the link to this person may be wrong";
    }

    private static @Nullable LocalDate latest(OffenceOutcome offence) {
        return offence.offence().offenceEnd() == null
                ? offence.offence().offenceStart()
                : offence.offence().offenceEnd();
    }

    private String pseudo(OffenceOutcome offence) {
        LocalDate committed = offence.offence().offenceStart();
        String when = committed != null && committed.equals(window.start())
                ? "committed on S itself, the day before the first day of the window"
                : "committed before the first day of the window";
        return when + ", and proved on or after that first day: a pseudo-reconviction, not a reoffence";
    }

    private String after() {
        return window.end() == null
                ? "committed after the horizon, the last day whose offences have had time to be proved; the window's own end"
                        + " is not known"
                : "committed after " + lastDay() + ", " + window.end();
    }

    private String provenLate(OffenceOutcome offence) {
        LocalDate deadline = Objects.requireNonNull(window.proofDeadline(), "proven late needs a deadline");
        return "committed in the window, but proved "
                + Words.count(
                        ChronoUnit.DAYS.between(deadline, offence.offence().proofDate()), "day")
                + " after the last day for proof, " + deadline;
    }

    private String inWindow(OffenceOutcome offence) {
        LocalDate last = window.end();
        boolean onLastDay = last != null && last.equals(offence.offence().offenceStart());
        LocalDate deadline = window.proofDeadline();
        return "committed in the window" + (onLastDay ? ", on " + lastDay() : "")
                + (offence.straddlesStart().getOrDefault(window.window(), false)
                        ? " (it began before it and lasted into it)"
                        : "")
                + (offence.inCustody().yes() ? ", in custody" : "")
                + (deadline == null
                        ? ", and proved by the data cut"
                        : ", and proved "
                                + (deadline.equals(offence.offence().proofDate()) ? "on the last day for it, " : "by ")
                                + deadline)
                + verdict();
    }

    private String verdict() {
        return window.notObserved() == null
                ? ": a proven reoffence"
                : "; no outcome is counted, for it is not observed: "
                        + window.notObserved().words();
    }

    private String lastDay() {
        WindowOutcome.Survival survival = window.survival();
        boolean horizon = survival != null
                && survival.reason() == CensorReason.HORIZON
                && survival.censoringDate().equals(window.end());
        return horizon ? "the last day (the horizon: later offences have not had time to be proved)" : "the last day";
    }
}
