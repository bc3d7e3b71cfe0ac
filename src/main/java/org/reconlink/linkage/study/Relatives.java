package org.reconlink.linkage.study;

import java.util.List;
import org.reconlink.linkage.model.Parameters;

/**
 * What relatives do to a weight: they agree on surname and address without being one, and twins on the date of birth, so that
 * such agreement is less rare than that of two people drawn at random.
 *
 * <p>A record of an extract of N is a relative of the participant with probability {@link #EXPECTED} / N. With m, u and r the
 * probabilities of a vector for the same person, another and a relative, the Bayes factor is
 * m / (u + {@link #EXPECTED} / N x r): however rare the values, it never exceeds what relatives allow.
 */
final class Relatives {
    /** The comparison under which a pair's weight shows it. */
    static final String NAME = "relatives";

    static final String LEVEL = "how relatives agree";

    /** Relatives of a participant that an extract of convictions is taken to have; a judgement. */
    private static final double EXPECTED = 0.05;

    private static final double SAME_SURNAME = 0.75;
    private static final double SAME_FORENAME = 0.03;
    private static final double SAME_ADDRESS = 0.4;
    private static final double SAME_CASE = 0.05;

    /** One person in thirty-three is a twin, and twins are the likelier of a person's relatives to be convicted where that person is. */
    private static final double TWIN = 0.04;

    /** Who is charged together gets neighbouring numbers. */
    private static final double NEIGHBOURING = 0.01;

    private static final double SAME_NUMBER = 1e-7;

    private Relatives() {}

    /** By level of a comparison, missing first: how many times as probable it is of a relative as of the same person. */
    static double[] ratios(Parameters.Comparison comparison) {
        double[] ratios = new double[comparison.m().length + 1];
        ratios[0] = 1;
        String field = StudyPlan.fieldLabel(comparison.name());
        for (int level = 1; level < ratios.length; level++) {
            double u = comparison.u()[level - 1];
            double m = comparison.m()[level - 1];
            ratios[level] = switch (field) {
                case "surname" -> mixed(SAME_SURNAME, m, u) / m;
                case "forename", "middle names" -> mixed(SAME_FORENAME, m, u) / m;
                case "date of birth" -> mixed(TWIN, m, u) / m;
                case "postcode" -> mixed(SAME_ADDRESS, m, u) / m;
                case "index conviction date" -> mixed(SAME_CASE, m, u) / m;
                case "pnc id", "cro number", "prison number" ->
                    (level == 1 ? SAME_NUMBER : level == 2 && ratios.length > 3 ? NEIGHBOURING : u) / m;
                default -> u / m;
            };
        }
        return ratios;
    }

    private static double mixed(double share, double m, double u) {
        return share * m + (1 - share) * u;
    }

    /** The ratios of all comparisons. */
    static List<double[]> ratios(Parameters parameters) {
        return parameters.comparisons().stream().map(Relatives::ratios).toList();
    }

    /** The ratio of a vector. */
    static double ratio(List<double[]> ratios, int[] levels) {
        double ratio = 1;
        for (int c = 0; c < levels.length; c++) {
            ratio *= ratios.get(c)[levels[c]];
        }
        return ratio;
    }

    /** A weight with what relatives take off, in bits. */
    static double bits(double bits, double ratio, long records) {
        return -log2(Math.pow(2, -bits) + EXPECTED / Math.max(1, records) * ratio);
    }

    private static double log2(double x) {
        return Math.log(x) / Math.log(2);
    }
}
