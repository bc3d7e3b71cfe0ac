package org.reconlink.simulation;

import java.util.function.DoubleUnaryOperator;
import org.reconlink.generate.DamageRates;

/**
 * What is wrong with the identifiers of a simulated study's participants.
 *
 * @param damage the mean share of participants with damage in a field
 * @param odds of damage among those with the outcome, over those without
 * @param aliases the mean share who gave another identity altogether
 * @param aliasOdds the same of these
 * @param decoys the share of the register who are twins, namesakes or relatives of others in it
 */
record Setting(String name, double damage, double odds, double aliases, double aliasOdds, double decoys) {
    static final double RATE = 0.35;
    static final double REGISTER_RATE = 0.25;
    private static final double NO_PNC_ID = 0.6;
    private static final double MISTYPED = 0.02;

    static Setting[] all() {
        return new Setting[] {
            new Setting("random damage", 0.3, 1, 0, 1, 0.05),
            new Setting("damage related to the outcome, odds 2.5", 0.3, 2.5, 0, 1, 0.05),
            new Setting("whole-identity aliases, 15%, odds 2.5", 0.3, 1, 0.15, 2.5, 0.05),
            new Setting("half of the register decoys", 0.3, 1, 0, 1, 0.5)
        };
    }

    /** The generator's rates for those with the outcome or without. */
    DamageRates rates(boolean outcome) {
        DoubleUnaryOperator share = mean -> share(mean, odds, outcome);
        double field = share.applyAsDouble(damage);
        return new DamageRates(
                field,
                field,
                share.applyAsDouble(NO_PNC_ID),
                MISTYPED,
                1,
                field / 3,
                field * 2 / 3,
                field,
                field / 3,
                0,
                0,
                0,
                0,
                0);
    }

    double aliasShare(boolean outcome) {
        return share(aliases, aliasOdds, outcome);
    }

    /** The share among those with the outcome or without, given the mean of all and the ratio of their odds. */
    static double share(double mean, double odds, boolean outcome) {
        double low = 0;
        double high = 1;
        for (int step = 0; step < 60; step++) {
            double without = (low + high) / 2;
            if (RATE * with(without, odds) + (1 - RATE) * without < mean) {
                low = without;
            } else {
                high = without;
            }
        }
        return outcome ? with(low, odds) : low;
    }

    private static double with(double without, double odds) {
        return odds * without / (1 - without + odds * without);
    }
}
