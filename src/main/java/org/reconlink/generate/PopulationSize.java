package org.reconlink.generate;

/**
 * What population to make.
 *
 * @param participants people on the participant sheet
 * @param convictionRows rows of the conviction extract, at least {@value #ROWS_A_PARTICIPANT} for each participant
 * @param seed the same seed gives the same bytes
 * @param shareInExtract share of participants whom the extract knows
 * @param lookalikes share of people beside whom the extract has a twin, a namesake born the same day or a relative
 */
public record PopulationSize(
        int participants,
        long convictionRows,
        long seed,
        double shareInExtract,
        double lookalikes,
        DamageRates damage) {
    private static final int ROWS_A_PARTICIPANT = 100;

    public PopulationSize {
        if (participants < 0 || convictionRows < (long) participants * ROWS_A_PARTICIPANT) {
            throw new IllegalArgumentException("a population of " + participants + " participants needs at least "
                    + (long) participants * ROWS_A_PARTICIPANT + " conviction rows, not " + convictionRows);
        }
        if (!(shareInExtract >= 0 && shareInExtract <= 1 && lookalikes >= 0 && lookalikes <= 1)) {
            throw new IllegalArgumentException("a share lies between 0 and 1");
        }
    }

    /** The same with this share of cases recorded without police identifiers. */
    public PopulationSize withUnnumberedCases(double share) {
        return new PopulationSize(
                participants, convictionRows, seed, shareInExtract, lookalikes, damage.withUnnumberedCases(share));
    }

    /** With typical damage, 98 in 100 participants known to the police, and 3 in 100 people with a lookalike. */
    public static PopulationSize of(int participants, long convictionRows, long seed) {
        return new PopulationSize(participants, convictionRows, seed, 0.98, 0.03, DamageRates.typical());
    }
}
