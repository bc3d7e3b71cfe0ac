package org.reconlink.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.reconlink.result.quality.QualityFigure;
import org.reconlink.result.quality.QualityFigure.QualityTotals;
import org.reconlink.store.WorkingStore;

/**
 * The quality of the input of the runs that a run follows: the one whose links it was given, the one whose links that was
 * given, and so on. A run made again follows the same ones.
 */
final class EarlierQuality {
    private static final int MOST = 9;

    private EarlierQuality() {}

    /** The latest first; runs of versions that kept no figures are left out. */
    static List<QualityTotals> of(String run, WorkingStore store) {
        List<QualityTotals> totals = new ArrayList<>();
        Optional<String> earlier = store.runs().earlierRun(run);
        for (int i = 0; i < MOST && earlier.isPresent(); i++) {
            String id = earlier.get();
            List<QualityFigure> figures = store.qualityFigures().read(id);
            if (!figures.isEmpty()) {
                totals.add(QualityTotals.of(id, figures));
            }
            earlier = store.runs().earlierRun(id);
        }
        return totals;
    }
}
