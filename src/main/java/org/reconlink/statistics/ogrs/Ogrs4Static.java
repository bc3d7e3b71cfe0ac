package org.reconlink.statistics.ogrs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.reconlink.statistics.ogrs.ReoffendingScore.NotScored;
import org.reconlink.statistics.ogrs.ReoffendingScore.Scored;
import org.reconlink.statistics.ogrs.SanctionHistory.HomeOfficeCode;
import org.reconlink.statistics.ogrs.SanctionHistory.Sex;

/**
 * The static two-year score of OGRS3's successor (OGRS4G), at the start of follow-up. Not validated: no published case to
 * check it against is known, so a report that shows it says {@link #NOT_VALIDATED}.
 */
public final class Ogrs4Static {
    /** What stands beside every figure of this score. */
    public static final String NOT_VALIDATED =
            "OGRS4G static two-year score: not validated, no published case is known to check it against";

    private static final int GROUPS = 3;
    /** Added to the length of a career. */
    private static final int YEARS_ADDED = 26;

    private final Coefficients coefficients = new Coefficients("ogrs4g-static-two-year.csv");
    private final Map<HomeOfficeCode, String> groups = Coefficients.groups(GROUPS);

    /** A score for two years, or the reasons why there is none. */
    public ReoffendingScore score(SanctionHistory history) {
        List<String> reasons = new ArrayList<>();
        Inputs inputs = Inputs.of(history, groups, reasons);
        if (inputs == null) {
            return new NotScored(reasons);
        }
        double z = term("TWO_YEAR_CONSTANT")
                + ageAndSex(inputs)
                + sanctions(inputs)
                + coefficients.of("offence_category", inputs.group());
        return new Scored(OptionalDouble.empty(), 1 / (1 + Math.exp(-z)));
    }

    private double ageAndSex(Inputs inputs) {
        double age = inputs.ageAtStart();
        String sex = inputs.sex().name();
        return age
                        * (term("AAI_" + sex)
                                + age
                                        * (term("AAI_QUADRATIC_" + sex)
                                                + age * (term("AAI_CUBIC_" + sex) + age * term("AAI_QUARTIC_" + sex))))
                + (inputs.sex() == Sex.FEMALE ? term("FEMALE") : 0);
    }

    private double sanctions(Inputs inputs) {
        double count = inputs.sanctions() * term("SANCTION_OCCASIONS");
        String sex = inputs.sex().name();
        if (inputs.sanctions() == 1) {
            return count + term("FIRST_SANCTION");
        }
        if (inputs.sanctions() == 2) {
            return count
                    + term("SECOND_SANCTION")
                    + inputs.yearsSinceFirst() * term("YRS_BETWEEN_FIRST_AND_SECOND_SANCTION_" + sex);
        }
        double copas = Math.log((double) inputs.sanctions() / (YEARS_ADDED + inputs.yearsSinceFirst()));
        return count
                + copas * term("THREE_PLUS_SANCTIONS_COPAS_G_" + sex)
                + copas * copas * term("THREE_PLUS_SANCTIONS_COPAS_SQUARED_" + sex);
    }

    private double term(String name) {
        return coefficients.of("term", name);
    }
}
