package org.reconlink.report;

import java.util.ArrayList;
import java.util.List;
import org.reconlink.linkage.study.CandidatePair;
import org.reconlink.linkage.study.ComparedField;
import org.reconlink.linkage.study.Reckoning;
import org.reconlink.result.ReportWords;

/**
 * One row of a waterfall: what it is, what was found, the bits it adds and those there were before it.
 *
 * @param from running sum before the step
 */
record WaterfallStep(String what, String found, double bits, double from) {
    private static final double LEAST_SHOWN = 0.05;

    double to() {
        return from + bits;
    }

    /** Prior, each comparison with its adjustment as a step of its own, and what the other candidates take off. */
    static List<WaterfallStep> of(CandidatePair pair, Reckoning reckoning) {
        Steps steps = new Steps();
        steps.add("Prior", "before any comparison", reckoning.prior());
        for (ComparedField field : pair.compared()) {
            steps.add(ReportWords.field(field.comparison()), field.level(), field.weight());
            double adjustment = field.termFrequencyAdjustment();
            if (adjustment != 0) {
                steps.add("", "how rare the value is", adjustment);
            }
        }
        if (Math.abs(reckoning.others()) >= LEAST_SHOWN) {
            steps.add("Everyone else", "other candidates, or nobody", reckoning.others());
        }
        return steps.all;
    }

    private static final class Steps {
        private final List<WaterfallStep> all = new ArrayList<>();
        private double sum;

        void add(String what, String found, double bits) {
            all.add(new WaterfallStep(what, found, bits, sum));
            sum += bits;
        }
    }
}
