package org.reconlink.outcome;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How each study group is compared with the reference while what else tells them apart is held equal.
 *
 * @param covariates what is held equal, in the order of the protocol
 * @param window by name; null for the last
 * @param caliper how far a match may be, in standard deviations of the propensity score's log odds
 */
public record ComparisonSettings(
        List<Covariate> covariates,
        Set<Method> methods,
        Outcome outcome,
        @Nullable String window,
        Match match,
        double caliper) {
    public ComparisonSettings {
        covariates = List.copyOf(covariates);
        methods = Set.copyOf(methods);
    }

    /** Something known of participants before the follow-up: one of the {@link Known}, or a carried column by its heading. */
    public record Covariate(String name, Kind kind) {}

    /** How a covariate is taken. */
    public enum Kind {
        /** A carried column is a number if nine in ten of its cells that are not blank are; the others are missing then. */
        AS_IT_IS,
        NUMBER,
        CATEGORY
    }

    /** What is known of every participant whatever columns are carried. */
    public enum Known {
        AGE_AT_START("age at start"),
        AGE_AT_FIRST_CONVICTION("age at first conviction"),
        YEARS_IN_CUSTODY("years in custody before release"),
        PRIOR_OCCASIONS("prior conviction occasions"),
        PRIOR_OFFENCES("prior offences"),
        VIOLENT_OR_SEXUAL("violent or sexual convictions"),
        SEX("sex"),
        INDEX_OFFENCE("index offence"),
        INDEX_GROUP("index offence group"),
        INDEX_MODE("index court mode");

        private final String words;

        Known(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** A way to hold covariates equal. */
    public enum Method {
        REGRESSION,
        MATCHING,
        WEIGHTING
    }

    /** The yes-or-no outcome that is compared, beside the time to the first reoffence. */
    public enum Outcome {
        /** What the study counts: a reconviction or, where cautions count, a proven reoffence. */
        REOFFENCE,
        VIOLENT_REOFFENCE,
        SEXUAL_REOFFENCE,
        INDICTABLE_REOFFENCE,
        CUSTODIAL_REOFFENCE
    }

    /** Whom a participant is matched with. */
    public enum Match {
        NEAREST,
        NEAREST_WITH_REPLACEMENT,
        ALL_WITHIN_THE_CALIPER
    }
}
