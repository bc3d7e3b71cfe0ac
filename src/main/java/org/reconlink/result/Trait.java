package org.reconlink.result;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reconlink.kernel.ParticipantDate;
import org.reconlink.outcome.InclusionSettings.Span;
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

    /**
     * A stretch of a participant's time between two dates: in-reach, intervention, or what the protocol's inclusion names.
     *
     * @param name as the protocol calls it
     */
    public record Duration(String name, ParticipantDate from, ParticipantDate to) {
        /** A mean calendar month. */
        private static final double DAYS_A_MONTH = 365.25 / 12;

        private static final List<Duration> USUAL = List.of(
                new Duration("in-reach", ParticipantDate.INREACH_START, ParticipantDate.RELEASE),
                new Duration("intervention", ParticipantDate.INTERVENTION_START, ParticipantDate.INTERVENTION_END));

        /** The usual ones and the protocol's, whose definition of a name wins; those that nobody has are left out. */
        public static List<Duration> all(StudyResult study) {
            Map<String, Duration> byName = new LinkedHashMap<>();
            USUAL.forEach(d -> byName.put(d.name(), d));
            for (Span span : study.outcome().inclusion().atLeast()) {
                byName.put(span.name(), new Duration(span.name(), span.from(), span.to()));
            }
            List<Duration> known = new ArrayList<>(byName.values());
            known.removeIf(d -> study.outcomes().stream().allMatch(o -> d.months(o) == null));
            return known;
        }

        public Trait trait() {
            return new Trait(
                    "Length of " + name + " in months",
                    "From " + from.field() + " to " + to.field() + ", in months of 30.4375 days.",
                    this::months);
        }

        private @Nullable Double months(ParticipantOutcome outcome) {
            LocalDate start = outcome.participant().date(from);
            LocalDate end = outcome.participant().date(to);
            return start == null || end == null ? null : ChronoUnit.DAYS.between(start, end) / DAYS_A_MONTH;
        }
    }
}
