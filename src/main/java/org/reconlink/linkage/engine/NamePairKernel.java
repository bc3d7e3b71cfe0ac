package org.reconlink.linkage.engine;

/** Forename and surname together, in either order. */
final class NamePairKernel implements PairKernel {
    private static final int NONE = -1;

    private final int forename;
    private final int surname;
    private final double[] thresholds;
    private final JaroWinkler forenames;
    private final JaroWinkler surnames;

    NamePairKernel(int forename, int surname, double[] thresholds, Dictionary dictionary) {
        this.forename = forename;
        this.surname = surname;
        this.thresholds = thresholds;
        this.forenames = new JaroWinkler(dictionary, thresholds[thresholds.length - 1]);
        this.surnames = new JaroWinkler(dictionary, thresholds[thresholds.length - 1]);
    }

    @Override
    public int level(long[] left, int leftAt, long[] right, int rightAt) {
        long lf = left[leftAt + forename];
        long ls = left[leftAt + surname];
        long rf = right[rightAt + forename];
        long rs = right[rightAt + surname];
        boolean forenamesEqual = lf == rf && lf != 0;
        boolean surnamesEqual = ls == rs && ls != 0;
        if (forenamesEqual && surnamesEqual) {
            return 1;
        }
        boolean whole = lf != 0 && ls != 0 && rf != 0 && rs != 0;
        int level = whole ? together((int) lf, (int) ls, (int) rf, (int) rs) : NONE;
        if (level != NONE) {
            return level;
        }
        if (surnamesEqual) {
            return thresholds.length * 2 + 3;
        }
        if (forenamesEqual) {
            return thresholds.length * 2 + 4;
        }
        return whole ? thresholds.length * 2 + 5 : 0;
    }

    @Override
    public void apply(PairBatch batch, long radix) {
        for (int i = 0; i < batch.size; i++) {
            batch.vector[i] += radix * level(batch.words, batch.leftAt[i], batch.words, batch.rightAt[i]);
        }
    }

    private int together(int lf, int ls, int rf, int rs) {
        if (lf == rs && ls == rf) {
            return 2;
        }
        double straight = weaker(lf, rf, ls, rs);
        double reversed = weaker(lf, rs, ls, rf);
        for (int i = 0; i < thresholds.length; i++) {
            if (straight >= thresholds[i]) {
                return 3 + 2 * i;
            }
            if (reversed >= thresholds[i]) {
                return 4 + 2 * i;
            }
        }
        return NONE;
    }

    private double weaker(int firstLeft, int firstRight, int secondLeft, int secondRight) {
        double first = firstLeft == firstRight ? 1 : forenames.similarity(firstLeft, firstRight);
        if (first == 0) {
            return 0;
        }
        return Math.min(first, secondLeft == secondRight ? 1 : surnames.similarity(secondLeft, secondRight));
    }
}
