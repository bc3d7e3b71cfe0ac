package org.reconlink.statistics.uncertainty;

import java.util.List;

/** Which combinations of levels blocking and pruning lose, and what that makes of given agreement probabilities. */
final class Losses {
    private static final int MOST_COMBINATIONS = 1 << 20;

    private final int[] sizes;
    /** Of each combination, the last field turning fastest: the share of persons for whom it is kept. */
    private final double[] kept;

    private Losses(int[] sizes, double[] kept) {
        this.sizes = sizes;
        this.kept = kept;
    }

    /**
     * The share of true pairs that survive, and the level distribution of each field among those that do not.
     *
     * @param lost all 0 where nothing is lost
     */
    @SuppressWarnings("ArrayRecordComponent") // never changed once made
    record Outcome(double retained, double[][] lost) {}

    /** Asks for every combination of levels; throws for more than can be asked for. */
    static Losses of(Retention retention, List<double[]> m) {
        int[] sizes = m.stream().mapToInt(levels -> levels.length).toArray();
        long combinations = 1;
        for (int size : sizes) {
            combinations *= size;
            if (combinations > MOST_COMBINATIONS) {
                throw new IllegalArgumentException("more than " + MOST_COMBINATIONS + " combinations of levels");
            }
        }
        double[] kept = new double[(int) combinations];
        int[] levels = new int[sizes.length];
        for (int c = 0; c < kept.length; c++) {
            int times = 0;
            for (int person = 0; person < retention.persons(); person++) {
                times += retention.rule().keeps(person, levels) ? 1 : 0;
            }
            kept[c] = (double) times / retention.persons();
            next(levels, sizes);
        }
        return new Losses(sizes, kept);
    }

    Outcome under(double[][] m) {
        double[][] lost = new double[sizes.length][];
        for (int k = 0; k < sizes.length; k++) {
            lost[k] = new double[sizes[k]];
        }
        int[] levels = new int[sizes.length];
        double all = 0;
        for (double share : kept) {
            double gone = 1 - share;
            for (int k = 0; gone > 0 && k < levels.length; k++) {
                gone *= m[k][levels[k]];
            }
            for (int k = 0; gone > 0 && k < levels.length; k++) {
                lost[k][levels[k]] += gone;
            }
            all += gone;
            next(levels, sizes);
        }
        for (double[] field : lost) {
            for (int l = 0; all > 0 && l < field.length; l++) {
                field[l] /= all;
            }
        }
        return new Outcome(1 - Math.min(1, all), lost);
    }

    private static void next(int[] levels, int[] sizes) {
        for (int k = levels.length - 1; k >= 0; k--) {
            if (++levels[k] < sizes[k]) {
                return;
            }
            levels[k] = 0;
        }
    }
}
