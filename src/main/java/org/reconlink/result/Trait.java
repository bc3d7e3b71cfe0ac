package org.reconlink.result;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reconlink.outcome.ParticipantOutcome;

/** A number that describes a participant, with its definition in a sentence; null is missing. */
public record Trait(String label, String definition, Function<ParticipantOutcome, ? extends @Nullable Number> value) {
    public static final Trait AGE_AT_START = new Trait(
            "Age at start", "Completed years on the first date of the first window.", ParticipantOutcome::ageAtStart);

    static final Trait AGE_AT_FIRST_CONVICTION = new Trait(
            "Age at first conviction",
            "Completed years on the date of the earliest conviction.",
            ParticipantOutcome::ageAtFirstConviction);

    public static final Trait YEARS_IN_CUSTODY = new Trait(
            "Years in custody before release",
            "From custody start to release date, in years of 365.25 days.",
            ParticipantOutcome::yearsInCustodyBeforeRelease);

    static final Trait PRIOR_OCCASIONS = new Trait(
            "Prior conviction occasions",
            "Conviction dates at one court before the index conviction date.",
            ParticipantOutcome::priorConvictionOccasions);

    static final Trait PRIOR_OFFENCES = new Trait(
            "Prior offences",
            "Counted offences proved before the index conviction date.",
            ParticipantOutcome::priorOffences);

    static final Trait VIOLENT_OR_SEXUAL_CONVICTIONS = new Trait(
            "Convictions for violent or sexual offences",
            "Violent or sexual offences proved up to and including the index conviction.",
            ParticipantOutcome::violentOrSexualConvictions);

    public static final List<Trait> STANDARD = List.of(
            AGE_AT_START,
            AGE_AT_FIRST_CONVICTION,
            YEARS_IN_CUSTODY,
            PRIOR_OCCASIONS,
            PRIOR_OFFENCES,
            VIOLENT_OR_SEXUAL_CONVICTIONS);
}
