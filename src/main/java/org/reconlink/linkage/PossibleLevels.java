package org.reconlink.linkage;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.reconlink.linkage.Model.Level;

/** Turns comparisons into levels and log u, with missing as a level of those that are often missing. */
final class PossibleLevels {
    /** The share of pairs from which missing is a level, and up to which there is anything to compare. */
    private static final double OFTEN = 0.05;

    private static final double HARDLY_EVER = 0.999;
    private static final int PERSONS = 20_000;
    /** What a verdict adds to log odds: it outranks the model. */
    private static final double CONFIRMED = 30;

    private final List<Scale> scales;

    private PossibleLevels(List<Scale> scales) {
        this.scales = scales;
    }

    static PossibleLevels of(LinkageSettings settings, Model model, List<Subject> participants, Extract extract) {
        List<Scale> scales = new ArrayList<>();
        for (Comparison<?> comparison : Comparisons.named(settings.compare())) {
            List<Level> levels =
                    Objects.requireNonNull(model.parameters(comparison.name())).levels();
            scales.add(new Scale(comparison.weighedLabels(), levels, missing(comparison, participants, extract)));
        }
        return new PossibleLevels(scales);
    }

    /** The share of pairs in which either side has no value, told from every so many'th person. */
    private static double missing(Comparison<?> comparison, List<Subject> participants, Extract extract) {
        int stride = Math.max(1, extract.persons() / PERSONS);
        long ofParticipants = participants.stream()
                .filter(participant -> comparison.values().apply(participant).isEmpty())
                .count();
        long identities = 0;
        long ofIdentities = 0;
        for (int person = 0; person < extract.persons(); person += stride) {
            for (int i = extract.firstIdentity(person); i < extract.endOfIdentities(person); i++) {
                identities++;
                ofIdentities +=
                        comparison.values().apply(extract.subject(person, i)).isEmpty() ? 1 : 0;
            }
        }
        return 1 - known(ofParticipants, participants.size()) * known(ofIdentities, identities);
    }

    private static double known(long missing, long all) {
        return all == 0 ? 0 : 1 - (double) missing / all;
    }

    List<double[]> m() {
        return scales.stream().map(Scale::m).toList();
    }

    /** The levels of a pair, in the order of the comparisons. */
    int[] levels(List<ComparedField> compared) {
        int[] levels = new int[scales.size()];
        for (int k = 0; k < levels.length; k++) {
            levels[k] = scales.get(k).place(compared.get(k));
        }
        return levels;
    }

    double logU(List<ComparedField> compared, boolean confirmed) {
        double logU = confirmed ? -CONFIRMED : 0;
        for (int k = 0; k < scales.size(); k++) {
            logU += scales.get(k).logU(compared.get(k));
        }
        return logU;
    }

    /** The levels of one comparison. */
    private record Scale(List<String> labels, List<Level> parameters, double missing) {
        private boolean missingIsLevel() {
            return missing >= OFTEN && missing <= HARDLY_EVER;
        }

        double[] m() {
            int first = missingIsLevel() ? 1 : 0;
            double sum = parameters.stream().mapToDouble(Level::m).sum();
            double[] m = new double[parameters.size() + first];
            for (int l = 0; l < parameters.size(); l++) {
                m[l + first] =
                        (first == 1 ? 1 - missing : 1) * parameters.get(l).m() / sum;
            }
            if (first == 1) {
                m[0] = missing;
            }
            return m;
        }

        int place(ComparedField compared) {
            int label = labels.indexOf(compared.level());
            if (label < 0) {
                return missingIsLevel() ? 0 : PossiblePair.SAYS_NOTHING;
            }
            return label + (missingIsLevel() ? 1 : 0);
        }

        double logU(ComparedField compared) {
            int label = labels.indexOf(compared.level());
            if (label < 0) {
                return missingIsLevel() ? Math.log(missing) : 0;
            }
            double bits = compared.weight() + compared.termFrequencyAdjustment();
            return Math.log(parameters.get(label).m())
                    - Math.log(2) * bits
                    + (missingIsLevel() ? Math.log(1 - missing) : 0);
        }
    }
}
