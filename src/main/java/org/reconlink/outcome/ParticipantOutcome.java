package org.reconlink.outcome;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.Participant;
import org.reconlink.offence.ClassifiedOffence;
import org.reconlink.outcome.Definition.Answer;
import org.reconlink.outcome.Offence.OffenceOutcome;

/**
 * Everything derived for one participant. Nullable counts and ages are null where they cannot be known (not linked, or a
 * date is missing), never 0.
 *
 * @param exclusionReason null if included
 * @param ageAtStart completed years on S of the first window
 * @param ageAtFirstConviction completed years on the earliest conviction that counts
 * @param yearsInCustodyBeforeRelease custody start to release date, in years of 365.25 days
 * @param priorConvictionOccasions conviction occasions before the index conviction date
 * @param priorOffences convictions that count and are not of the index conviction, proved before its date
 * @param violentOrSexualConvictions violent or sexual offences proved up to and including the index conviction
 * @param perhapsViolentOrSexualConvictions offences proved by then of which it is not known
 * @param windows in the protocol's order
 * @param offences every offence of the linked person in order of proof date; empty if not linked
 * @param custody dates in custody up to the data cut, in order; spells that overlap are one
 * @param score what scores of expected reoffending are made of
 * @param warnings what a reader should know of this participant, in words, without personal data
 */
public record ParticipantOutcome(
        Participant participant,
        boolean linked,
        @Nullable String exclusionReason,
        IndexOffence index,
        @Nullable Integer ageAtStart,
        @Nullable Integer ageAtFirstConviction,
        @Nullable Double yearsInCustodyBeforeRelease,
        @Nullable Integer priorConvictionOccasions,
        @Nullable Integer priorOffences,
        @Nullable Integer violentOrSexualConvictions,
        @Nullable Integer perhapsViolentOrSexualConvictions,
        List<WindowOutcome> windows,
        List<OffenceOutcome> offences,
        List<Custody> custody,
        ScoreInputs score,
        List<String> warnings) {
    /** A warning. */
    public static final String RELEASE_BEFORE_CUSTODY = "the release date is before the custody start";

    public ParticipantOutcome {
        windows = List.copyOf(windows);
        offences = List.copyOf(offences);
        custody = custody == null ? List.of() : List.copyOf(custody); // a run stored before it was kept has none
        warnings = List.copyOf(warnings);
    }

    /** The first and the last date of a time in custody; the day of release is not in custody. */
    public record Custody(LocalDate first, LocalDate last) {}

    public boolean included() {
        return exclusionReason == null;
    }

    /** The outcome in the window of that name. */
    public WindowOutcome window(String name) {
        for (WindowOutcome window : windows) {
            if (window.window().equals(name)) {
                return window;
            }
        }
        throw new IllegalArgumentException("no window named " + name);
    }

    /**
     * The index offence from both sources.
     *
     * @param given the participant sheet's; null where blank
     * @param derived principal offence of the last conviction with immediate custody before release; null where there is none
     * @param used given, else derived; null if neither is known
     * @param disagreement both are known and their codes differ
     */
    public record IndexOffence(
            @Nullable ClassifiedOffence given,
            @Nullable ClassifiedOffence derived,
            @Nullable ClassifiedOffence used,
            boolean disagreement) {}

    /**
     * What scores of expected reoffending are made of beside sex, age at start and index offence, and what happened in the time
     * that they are about. A sanction is an occasion of conviction, caution, reprimand or warning that counts.
     *
     * @param ageAtConviction completed years on the index conviction date
     * @param ageAtFirstSanction completed years at the first sanction of all, the index conviction if there is no other
     * @param previousSanctions occasions before the index conviction date; null if not known, as is everything of the unlinked
     * @param withinOneYear a conviction or caution for an offence within 12 months of the start of the first window, proved by
     *     the end of its waiting period (6 months where it has none)
     * @param withinTwoYears the same for 24 months
     */
    public record ScoreInputs(
            @Nullable Integer ageAtConviction,
            @Nullable Integer ageAtFirstSanction,
            @Nullable Integer previousSanctions,
            Answer withinOneYear,
            Answer withinTwoYears) {
        /** Of somebody of whom nothing is known. */
        public static final ScoreInputs UNKNOWN =
                new ScoreInputs(null, null, null, Answer.NOT_OBSERVED, Answer.NOT_OBSERVED);
    }
}
