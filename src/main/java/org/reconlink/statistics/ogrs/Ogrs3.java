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
 * The Offender Group Reconviction Scale, version 3 (Howard, Francis, Soothill and Humphreys, 2009): the probability of a
 * proven reoffence within one and two years.
 */
public final class Ogrs3 {
    /** First age of each band but the first, which starts at 10. */
    private static final int[] BANDS = {12, 14, 16, 18, 21, 25, 30, 35, 40, 50};

    private static final List<String> BAND_NAMES =
            List.of("10-11", "12-13", "14-15", "16-17", "18-20", "21-24", "25-29", "30-34", "35-39", "40-49", "50+");

    private static final int GROUPS = 2;

    private final Coefficients coefficients = new Coefficients("ogrs3.csv");
    private final Map<HomeOfficeCode, String> groups = Coefficients.groups(GROUPS);

    /** A score, or the reasons why there is none. */
    public ReoffendingScore score(SanctionHistory history) {
        List<String> reasons = new ArrayList<>();
        Inputs inputs = Inputs.of(history, groups, reasons);
        if (inputs == null) {
            return new NotScored(reasons);
        }
        double z =
                ageAndSex(inputs) + status(inputs) + copas(inputs) + coefficients.of("offence_group", inputs.group());
        return new Scored(OptionalDouble.of(probability("intercept_1y", z)), probability("intercept_2y", z));
    }

    private double ageAndSex(Inputs inputs) {
        int band = 0;
        while (band < BANDS.length && inputs.ageAtStart() >= BANDS[band]) {
            band++;
        }
        return coefficients.of(inputs.sex() == Sex.MALE ? "male" : "female", BAND_NAMES.get(band));
    }

    private double status(Inputs inputs) {
        return coefficients.of("status", inputs.previousSanctions() == 0 ? "first" : "repeat");
    }

    private double copas(Inputs inputs) {
        double rate = (double) inputs.sanctions() / (10 + inputs.yearsSinceFirst());
        return coefficients.of("copas_multiplier", "") * Math.log(rate);
    }

    private double probability(String intercept, double z) {
        return 1 / (1 + Math.exp(-(coefficients.of(intercept, "") + z)));
    }
}
