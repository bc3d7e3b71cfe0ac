package org.reconlink.statistics.ogrs;

import java.util.List;
import java.util.OptionalDouble;

/** A participant's expected reoffending, or why there is none. */
public sealed interface ReoffendingScore {
    /** The probability of reoffending within a time; empty where there is none. */
    OptionalDouble within(Years years);

    /** Times for which there are scores. */
    enum Years {
        ONE,
        TWO
    }

    /**
     * Probabilities from 0 to 1.
     *
     * @param oneYear empty where the scale has none
     */
    record Scored(OptionalDouble oneYear, double twoYears) implements ReoffendingScore {
        @Override
        public OptionalDouble within(Years years) {
            return years == Years.ONE ? oneYear : OptionalDouble.of(twoYears);
        }
    }

    /** No score, with all the reasons: {@code age at first sanction is missing}. */
    record NotScored(List<String> reasons) implements ReoffendingScore {
        public NotScored {
            reasons = List.copyOf(reasons);
        }

        @Override
        public OptionalDouble within(Years years) {
            return OptionalDouble.empty();
        }
    }
}
