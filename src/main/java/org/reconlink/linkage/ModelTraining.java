package org.reconlink.linkage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.BlockingField.Kind;
import org.reconlink.linkage.Model.Level;
import org.reconlink.linkage.training.Parameters;
import org.reconlink.linkage.training.Training;
import org.reconlink.linkage.training.VectorCounts;
import org.reconlink.linkage.training.VectorCounts.Blocked;
import org.reconlink.linkage.training.VectorCounts.Compared;

/**
 * Estimates a study's m and u from its own pairs: u from the frequencies of values on both sides, m by
 * expectation-maximisation on the counts of comparison vectors, one blocking rule at a time held out.
 */
final class ModelTraining {
    /** With fewer, a level that one match in fifty shows would rest on less than four people. */
    static final double FEWEST_MATCHES = 200;

    /** Pairs of distinct values beyond which, of the extract's, every n-th stands for its n neighbours. */
    private static final double MOST_VALUE_PAIRS = 5_000_000;

    private static final double USUAL_SHARE = 0.9;
    private static final int MOST_RULES = Integer.SIZE - 1;

    private final LinkageSettings settings;
    private final Model base;
    private final List<BlockingRule> rules;
    private final List<Subject> participants;
    private final Extract extract;
    private final Frequencies frequencies;
    private final List<Comparison<?>> comparisons;

    ModelTraining(
            LinkageSettings settings,
            Model base,
            List<BlockingRule> rules,
            List<Subject> participants,
            Extract extract,
            Frequencies frequencies) {
        this.settings = settings;
        this.base = base;
        this.rules = rules.subList(0, Math.min(MOST_RULES, rules.size()));
        this.participants = participants;
        this.extract = extract;
        this.frequencies = frequencies;
        this.comparisons = Comparisons.named(settings.compare());
    }

    /** The trained model; the one to start from, with the reason, where there are too few people to learn from. */
    Model model() {
        Double share = settings.expectedShare();
        double expected = participants.size() * (share == null ? USUAL_SHARE : share);
        if (expected < FEWEST_MATCHES || extract.persons() == 0) {
            return untrained(expected);
        }
        Training.Trained trained = Training.train(
                vectors(), compared(), blocked(), (double) participants.size() * extract.persons(), expected);
        Map<String, Model.Parameters> parameters = new HashMap<>();
        for (Parameters.Comparison comparison : trained.parameters().comparisons()) {
            List<Level> levels = new ArrayList<>();
            for (int level = 0; level < comparison.m().length; level++) {
                levels.add(new Level(comparison.m()[level], comparison.u()[level]));
            }
            Model.Parameters before = base.parameters(comparison.name());
            parameters.put(
                    comparison.name(), new Model.Parameters(levels, before == null ? null : before.termFrequency()));
        }
        String source = "Trained on this study's candidate pairs, starting from: " + base.source() + " Training: "
                + String.join("; ", trained.report()) + ".";
        return base.with(source, parameters);
    }

    private Model untrained(double expected) {
        List<String> without = settings.compare().stream()
                .filter(name -> base.parameters(name) == null)
                .toList();
        if (!without.isEmpty()) {
            throw new IllegalArgumentException("linkage: train: " + Math.round(expected)
                    + " expected matches are too few to train on, at least " + Math.round(FEWEST_MATCHES)
                    + " are needed, and the model has no parameters for \"" + String.join("\", \"", without)
                    + "\"; add them to a model file or leave the comparison out");
        }
        return base.with(
                "Not trained: " + Math.round(expected) + " expected matches are fewer than "
                        + Math.round(FEWEST_MATCHES) + ", so that the model to start from stands. " + base.source(),
                Map.of());
    }

    /** Candidate pairs of participant and person, seen through the person's best identity, by levels and rules. */
    private VectorCounts vectors() {
        List<String> known = settings.compare().stream()
                .filter(name -> base.parameters(name) != null)
                .toList();
        Weigher weigher = new Weigher(known, base, frequencies);
        List<List<Candidate>> found = new PairScan(extract, participants, new Blocking(rules, participants), weigher)
                .scan()
                .candidates();
        Map<int[], Integer> counts = new TreeMap<>(Arrays::compare);
        for (List<Candidate> candidates : found) {
            for (Candidate candidate : candidates) {
                counts.merge(vector(candidate), 1, Integer::sum);
            }
        }
        int width = comparisons.size();
        return new VectorCounts(
                counts.keySet().stream()
                        .map(vector -> Arrays.copyOf(vector, width))
                        .toArray(int[][]::new),
                counts.keySet().stream().mapToInt(vector -> vector[width]).toArray(),
                counts.values().stream().mapToDouble(count -> count).toArray());
    }

    /** Its levels, and last the rules. */
    private int[] vector(Candidate candidate) {
        Subject participant = participants.get(candidate.participant());
        Subject identity = extract.subject(candidate.person(), candidate.identity());
        int[] vector = new int[comparisons.size() + 1];
        for (int c = 0; c < comparisons.size(); c++) {
            vector[c] = comparisons.get(c).level(participant, identity);
        }
        vector[comparisons.size()] = (int) candidate.rules();
        return vector;
    }

    private List<Compared> compared() {
        return comparisons.stream().map(this::compared).toList();
    }

    private <V> Compared compared(Comparison<V> comparison) {
        List<String> labels = new ArrayList<>(comparison.weighedLabels());
        labels.add(0, Comparison.MISSING_LABEL);
        Model.Parameters parameters = base.parameters(comparison.name());
        double[] usual = parameters == null
                ? usual(labels.size() - 1)
                : parameters.levels().stream().mapToDouble(Level::m).toArray();
        Parameters.@Nullable Comparison fixed = parameters != null
                        && settings.fixed().contains(comparison.name())
                ? new Parameters.Comparison(
                        comparison.name(),
                        comparison.weighedLabels(),
                        usual,
                        parameters.levels().stream().mapToDouble(Level::u).toArray())
                : null;
        return new Compared(comparison.name(), labels, usual, shares(comparison), fixed);
    }

    /** Nine in ten matches agree best, the others in equal parts. */
    private static double[] usual(int levels) {
        double[] shares = new double[levels];
        Arrays.fill(shares, (1 - USUAL_SHARE) / (levels - 1));
        shares[0] = USUAL_SHARE;
        return shares;
    }

    /** The share of each level among all pairs of a participant and an identity of which neither side is missing. */
    private <V> double[] shares(Comparison<V> comparison) {
        Map<List<V>, Long> lefts = new LinkedHashMap<>();
        participants.forEach(participant -> lefts.merge(comparison.values().apply(participant), 1L, Long::sum));
        Map<List<V>, Long> rights = new LinkedHashMap<>();
        for (int person = 0; person < extract.persons(); person++) {
            for (int i = extract.firstIdentity(person); i < extract.endOfIdentities(person); i++) {
                rights.merge(comparison.values().apply(extract.subject(person, i)), 1L, Long::sum);
            }
        }
        List<Map.Entry<List<V>, Long>> all = List.copyOf(rights.entrySet());
        int stride = (int) Math.max(1, Math.ceil((double) lefts.size() * all.size() / MOST_VALUE_PAIRS));
        double[] sums = IntStream.range(0, (all.size() + stride - 1) / stride)
                .parallel()
                .mapToObj(n -> weighed(comparison, lefts, all.get(n * stride)))
                .toList()
                .stream()
                .reduce(new double[comparison.weighedLabels().size()], ModelTraining::sum);
        double total = Arrays.stream(sums).sum();
        return total == 0
                ? usual(sums.length)
                : Arrays.stream(sums).map(sum -> sum / total).toArray();
    }

    private static <V> double[] weighed(
            Comparison<V> comparison, Map<List<V>, Long> lefts, Map.Entry<List<V>, Long> right) {
        double[] sums = new double[comparison.weighedLabels().size()];
        lefts.forEach((left, rows) -> {
            int level = comparison.levelOf(left, right.getKey());
            if (level != Comparison.MISSING) {
                sums[level - 1] += (double) rows * right.getValue();
            }
        });
        return sums;
    }

    private static double[] sum(double[] left, double[] right) {
        double[] sum = left.clone();
        Arrays.setAll(sum, i -> left[i] + right[i]);
        return sum;
    }

    private List<Blocked> blocked() {
        List<Blocked> blocked = new ArrayList<>();
        for (BlockingRule rule : rules) {
            List<String> forced = rule.terms().stream()
                    .flatMap(term -> fields(term.kind()).stream())
                    .toList();
            blocked.add(new Blocked(
                    rule.label(),
                    IntStream.range(0, comparisons.size())
                            .filter(c -> forced.contains(
                                    LinkageFields.field(comparisons.get(c).name())))
                            .boxed()
                            .toList()));
        }
        return blocked;
    }

    /** The fields whose comparisons a blocking field of the kind forces. */
    private static List<String> fields(Kind kind) {
        return switch (kind) {
            case SURNAME -> List.of("name", "surname");
            case FORENAME -> List.of("name", "forename");
            case ALL_NAMES -> List.of("name", "surname", "forename");
            case SWAPPED_NAMES -> List.of("name", "surname", "forename", "middle names");
            case MIDDLE_NAMES -> List.of("middle names");
            case BIRTH -> List.of("date of birth");
            case SEX -> List.of("sex");
            case POSTCODE -> List.of("postcode");
            case PNC_ID -> List.of("pnc id", "police identifiers");
            case CRO_NUMBER -> List.of("cro number", "police identifiers");
            case PRISON_NUMBER -> List.of("prison number");
            case DATE -> List.of("index conviction date");
        };
    }
}
