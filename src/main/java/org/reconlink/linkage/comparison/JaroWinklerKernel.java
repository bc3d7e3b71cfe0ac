package org.reconlink.linkage.comparison;

import org.reconlink.linkage.record.Dictionary;

/** Equal, or similar from falling thresholds. */
final class JaroWinklerKernel implements PairKernel {
    private final int column;
    private final double[] thresholds;
    private final JaroWinkler jaroWinkler;
    private final int[] open = new int[PairBatch.SIZE];

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

    /**
     * Equality first, then the bound by letters for all that differ, then similarity for the few that are left: what is
     * known of texts is far apart in memory, and a loop without jumps lets the processor fetch many at once.
     */
    @Override
    public void apply(PairBatch batch, long radix) {
        int last = thresholds.length + 2;
        int differing = 0;
        for (int i = 0; i < batch.size; i++) {
            long l = batch.words[batch.leftAt[i] + column];
            long r = batch.words[batch.rightAt[i] + column];
            boolean missing = l == 0 || r == 0;
            batch.vector[i] += radix * (missing ? 0 : l == r ? 1 : last);
            open[differing] = i;
            differing += missing || l == r ? 0 : 1;
        }
        int left = 0;
        for (int k = 0; k < differing; k++) {
            int i = open[k];
            open[left] = i;
            left += jaroWinkler.mayBeSimilar(
                            (int) batch.words[batch.leftAt[i] + column], (int) batch.words[batch.rightAt[i] + column])
                    ? 1
                    : 0;
        }
        for (int k = 0; k < left; k++) {
            int i = open[k];
            int level =
                    similar((int) batch.words[batch.leftAt[i] + column], (int) batch.words[batch.rightAt[i] + column]);
            batch.vector[i] += radix * (level - last);
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
