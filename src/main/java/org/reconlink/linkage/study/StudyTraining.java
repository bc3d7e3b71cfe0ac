package org.reconlink.linkage.study;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.reconlink.linkage.comparison.FieldComparison;
import org.reconlink.linkage.comparison.PairKernel;
import org.reconlink.linkage.engine.LinkageEngine;
import org.reconlink.linkage.engine.LinkageEngine.EngineSettings;
import org.reconlink.linkage.model.Parameters;
import org.reconlink.linkage.model.SharedLevels;
import org.reconlink.linkage.model.SharedLevels.LevelShares;
import org.reconlink.linkage.model.Training;
import org.reconlink.linkage.model.VectorCounts.Blocked;
import org.reconlink.linkage.model.VectorCounts.Compared;
import org.reconlink.linkage.model.VectorLevels;
import org.reconlink.linkage.record.PackedTable;

/**
 * Estimates a study's m and u from its own pairs of rows, from a model whose m counts as so many pairs seen before: a study
 * of seventy people moves it little, one of thousands as far as its pairs say.
 */
final class StudyTraining {
    /** Pairs that the model's shares of matches count for. */
    private static final double PAIRS_OF_MODEL = 200;

    /** The same of a comparison that the model does not have. */
    private static final double PAIRS_OF_NO_MODEL = 20;

    /** Pairs of two people that its shares of non-matches count for. */
    private static final double PAIRS_OF_OTHERS = 50_000;

    private static final double USUAL_SHARE = 0.9;
    private static final int MOST_DAYS = 2_000_000;

    private final LinkageSettings settings;
    private final Model base;
    private final StudyPairs pairs;
    private final double possible;
    private final List<Compared> compared = new ArrayList<>();
    private final SharedLevels shared;

    StudyTraining(LinkageSettings settings, Model base, StudyPairs pairs) {
        this.settings = settings;
        this.base = base;
        this.pairs = pairs;
        this.possible = Math.max(2, (double) pairs.left().rows() * pairs.right().rows());
        for (FieldComparison comparison : pairs.comparisons()) {
            compared.add(compared(comparison));
        }
        this.shared = settings.train()
                ? SharedLevels.of(
                        pairs.comparisons(),
                        pairs.left().table(),
                        pairs.right().table(),
                        rules -> LinkageEngine.of(
                                        pairs.left().table(),
                                        pairs.right().table(),
                                        rules,
                                        EngineSettings.forThisMachine())
                                .pairs())
                : new SharedLevels(List.of(), Double.POSITIVE_INFINITY);
    }

    private Compared compared(FieldComparison comparison) {
        List<String> labels = comparison.engine().labels();
        Parameters.Comparison known = base.parameters(comparison.name());
        boolean fixed =
                !settings.train() || StudyPlan.expanded(settings.fixed()).contains(comparison.name());
        return new Compared(
                comparison.name(),
                labels,
                known == null ? StudyPlan.usualShares(labels.size() - 1) : known.m(),
                known == null ? PAIRS_OF_NO_MODEL : PAIRS_OF_MODEL,
                shares(comparison),
                known == null ? null : known.u(),
                PAIRS_OF_OTHERS,
                fixed ? known : null);
    }

    private double[] shares(FieldComparison comparison) {
        PackedTable lefts = pairs.left().table();
        PackedTable rights = pairs.right().table();
        return StudyPlan.isDays(comparison)
                ? dayShares(comparison, lefts, rights)
                : LevelShares.of(
                        comparison,
                        lefts.columns().index(comparison.name()),
                        lefts,
                        rights,
                        EngineSettings.forThisMachine().threads());
    }

    /** Every day that is looked for, with the rows that look for it, beside every so many'th row of the others. */
    private static double[] dayShares(FieldComparison comparison, PackedTable lefts, PackedTable rights) {
        int column = lefts.columns().index(comparison.name());
        int step = (int) Math.max(1, (long) lefts.rows() * rights.rows() / MOST_DAYS);
        PairKernel kernel = comparison.engine().on(lefts.columns());
        double[] shares = new double[comparison.engine().labels().size() - 1];
        long[] words = new long[2 * lefts.columns().list().size()];
        double all = 0;
        int[] asking = IntStream.range(0, lefts.rows())
                .filter(row -> lefts.word(row, column) != 0)
                .toArray();
        for (int right = step / 2; right < rights.rows() && asking.length > 0; right += step) {
            rights.copyRow(right, words, words.length / 2);
            for (int left : asking) {
                lefts.copyRow(left, words, 0);
                int level = kernel.level(words, 0, words, words.length / 2);
                if (level > 0) {
                    shares[level - 1]++;
                    all++;
                }
            }
        }
        for (int level = 0; level < shares.length; level++) {
            shares[level] = all == 0 ? 1.0 / shares.length : shares[level] / all;
        }
        return shares;
    }

    /** Parameters from the blocking rules' pairs, one rule at a time held out, with a report in words. */
    Training.Trained first(int participants) {
        VectorLevels vectors = pairs.vectors();
        List<Blocked> teaching = VectorLevels.seen(pairs.rules(), pairs.comparisons());
        Double share = settings.expectedShare();
        double expected = participants * (share == null ? USUAL_SHARE : share);
        Training.Trained trained = Training.train(vectors.counts(teaching), compared, teaching, possible, expected);
        Parameters parameters = trained.parameters();
        double[] matches = vectors.expectedMatches(vectors.bits(parameters), parameters.matchesExpected(), possible);
        return new Training.Trained(shared.with(parameters, compared, vectors, matches), trained.report());
    }

    /**
     * Parameters from all pairs.
     *
     * @param matches by vector, the expected number of matches among its pairs
     */
    Parameters again(double[] matches) {
        return shared.with(
                Training.from(pairs.vectors().levels(), compared, possible, matches),
                compared,
                pairs.vectors(),
                matches);
    }

    /** Where parameters came from, in words. */
    String source(Training.Trained first, Parameters parameters) {
        if (!settings.train()) {
            return base.source();
        }
        List<String> report = new ArrayList<>(first.report());
        report.addAll(SharedLevels.words(parameters));
        return "Trained on this study's candidate pairs; the model to start from counts as "
                + Math.round(PAIRS_OF_MODEL) + " matching pairs: " + base.source() + " Training: "
                + String.join("; ", report) + ".";
    }
}
