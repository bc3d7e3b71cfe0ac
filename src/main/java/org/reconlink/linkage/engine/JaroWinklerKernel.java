package org.reconlink.linkage.engine;

/** Equal, or similar from falling thresholds. */
final class JaroWinklerKernel implements PairKernel {
    private final int column;
    private final double[] thresholds;
    private final JaroWinkler jaroWinkler;

    JaroWinklerKernel(int column, double[] thresholds, Dictionary dictionary) {
        this.column = column;
        this.thresholds = thresholds;
        this.jaroWinkler = new JaroWinkler(dictionary, thresholds[thresholds.length - 1]);
    }

    @Override
    public int level(long[] left, int leftAt, long[] right, int rightAt) {
        long l = left[leftAt + column];
        long r = right[rightAt + column];
        if (l == 0 || r == 0) {
            return 0;
        }
        return l == r ? 1 : similar((int) l, (int) r);
    }

    @Override
    public void apply(PairBatch batch, long radix) {
        for (int i = 0; i < batch.size; i++) {
            batch.vector[i] += radix * level(batch.words, batch.leftAt[i], batch.words, batch.rightAt[i]);
        }
    }

    private int similar(int left, int right) {
        double similarity = jaroWinkler.similarity(left, right);
        int level = 2;
        for (double threshold : thresholds) {
            if (similarity >= threshold) {
                return level;
            }
            level++;
        }
        return level;
    }
}
