package org.reconlink.linkage.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.blocking.BlockingRule;
import org.reconlink.linkage.blocking.BlockingRule.Term;
import org.reconlink.linkage.model.Parameters;
import org.reconlink.linkage.record.Transform;

/**
 * The share of true pairs that at least one blocking rule finds, as the model expects it: a field agrees, agrees in a part or
 * differs as its levels say, and fields are taken for independent, save that names are swapped together.
 */
final class RuleRecall {
    /** Combinations less probable than this move no share. */
    private static final double NEGLIGIBLE = 1e-9;

    /** How often names that are alike begin with the same letters. */
    private static final double SAME_LETTERS = 0.75;

    private final List<BlockingRule> rules;
    private final List<BlockingRule> others;
    private final Map<Term, Long> bits = new LinkedHashMap<>();
    private final Map<String, Parameters.Comparison> model = new HashMap<>();
    private final ToDoubleFunction<String> known;
    private final Map<Long, Recall> ofPattern = new HashMap<>();

    /**
     * What rules find.
     *
     * @param share of true pairs that some rule finds
     * @param best a further rule that would find most of the others; null if none would find any
     * @param adds the share of true pairs that it would add
     */
    record Recall(double share, @Nullable String best, double adds) {}

    /**
     * Rules under a model.
     *
     * @param others rules that are not in use, from which the best further one is named
     * @param known by field, the share of identities that have it
     */
    RuleRecall(List<BlockingRule> rules, List<BlockingRule> others, Parameters model, ToDoubleFunction<String> known) {
        this.rules = rules;
        this.others = others;
        this.known = known;
        model.comparisons().forEach(comparison -> this.model.put(comparison.name(), comparison));
        for (List<BlockingRule> list : List.of(rules, others)) {
            for (BlockingRule rule : list) {
                rule.terms().forEach(term -> bits.putIfAbsent(term, 1L << Math.min(bits.size(), Long.SIZE - 1)));
            }
        }
    }

    /**
     * The share of the true pairs of a participant.
     *
     * @param fields by {@link #FIELDS}, the lowest bit first: which of them the participant has
     */
    Recall of(long fields) {
        return ofPattern.computeIfAbsent(fields, this::recall);
    }

    /** The fields that tell participants apart here. */
    static final List<String> FIELDS = fields();

    private static List<String> fields() {
        List<String> fields = new ArrayList<>(StudyPlan.fieldLabels());
        fields.add(PersonField.INDEX_CONVICTION_DATE);
        return List.copyOf(fields);
    }

    /** How a field can turn out in a true pair: how probably, and which terms hold then. */
    private record Turn(double probability, long holds) {}

    private Recall recall(long fields) {
        List<Turn[]> turns = new ArrayList<>();
        turns.add(merged(names(has(fields, "surname"), has(fields, "forename"))));
        for (String field : FIELDS) {
            if (!field.equals("surname") && !field.equals("forename")) {
                turns.add(merged(turns(field, has(fields, field))));
            }
        }
        long[] required = rules.stream().mapToLong(this::required).toArray();
        long[] further = others.stream().mapToLong(this::required).toArray();
        double[] sums = new double[1 + others.size()];
        walk(turns.toArray(Turn[][]::new), 0, 1, 0, required, further, sums);
        int best = -1;
        for (int other = 0; other < others.size(); other++) {
            best = sums[other + 1] > NEGLIGIBLE && (best < 0 || sums[other + 1] > sums[best + 1]) ? other : best;
        }
        return new Recall(
                Math.min(1, sums[0]), best < 0 ? null : others.get(best).name(), best < 0 ? 0 : sums[best + 1]);
    }

    /** One turn for all in which the same terms hold: what is left of them is the same, and the ways through the fields are few. */
    private static Turn[] merged(List<Turn> turns) {
        Map<Long, Double> byHolding = new LinkedHashMap<>();
        turns.forEach(turn -> byHolding.merge(turn.holds, turn.probability, Double::sum));
        return byHolding.entrySet().stream()
                .map(turn -> new Turn(turn.getValue(), turn.getKey()))
                .toArray(Turn[]::new);
    }

    private static boolean has(long fields, String field) {
        return (fields >> FIELDS.indexOf(field) & 1) == 1;
    }

    private long required(BlockingRule rule) {
        long all = 0;
        for (Term term : rule.terms()) {
            all |= bits.getOrDefault(term, 0L);
        }
        return all;
    }

    private static void walk(
            Turn[][] turns, int field, double probability, long holds, long[] required, long[] further, double[] sums) {
        if (probability < NEGLIGIBLE) {
            return;
        }
        if (field == turns.length) {
            if (holdsAny(required, holds)) {
                sums[0] += probability;
            } else {
                for (int other = 0; other < further.length; other++) {
                    sums[other + 1] += (holds & further[other]) == further[other] ? probability : 0;
                }
            }
            return;
        }
        for (Turn turn : turns[field]) {
            walk(turns, field + 1, probability * turn.probability, holds | turn.holds, required, further, sums);
        }
    }

    private static boolean holdsAny(long[] required, long holds) {
        for (long all : required) {
            if ((holds & all) == all) {
                return true;
            }
        }
        return false;
    }

    /** Swapped names agree with one another and with nothing else. */
    private List<Turn> names(boolean surname, boolean forename) {
        double swapped = surname && forename
                ? Math.min(level("surname", "the other name"), level("forename", "the other name"))
                : 0;
        List<Turn> all = new ArrayList<>();
        all.add(new Turn(
                swapped,
                holding(term -> !term.left().equals(term.right()) || term.left().equals("names in any order"))));
        for (Turn of : turns("surname", surname)) {
            for (Turn and : turns("forename", forename)) {
                all.add(new Turn((1 - swapped) * of.probability * and.probability, of.holds | and.holds));
            }
        }
        return all;
    }

    private double level(String field, String label) {
        Parameters.Comparison comparison = model.get(field);
        if (comparison == null) {
            return 0;
        }
        int level = comparison.labels().indexOf(label);
        return level < 0 ? 0 : comparison.m()[level];
    }

    private long holding(Predicate<Term> which) {
        long holds = 0;
        for (Map.Entry<Term, Long> entry : bits.entrySet()) {
            holds |= which.test(entry.getKey()) ? entry.getValue() : 0;
        }
        return holds;
    }

    /** A field that is not compared agrees as its usual comparison would. */
    private List<Turn> turns(String field, boolean has) {
        double present = has ? known.applyAsDouble(field) : 0;
        List<Turn> turns = new ArrayList<>();
        turns.add(new Turn(1 - present, 0));
        Parameters.Comparison comparison = model.get(field);
        List<String> labels = comparison == null ? List.of("exact", "different") : comparison.labels();
        double[] m = comparison == null ? new double[] {0.9, 0.1} : comparison.m();
        double alike = 0;
        for (int level = 0; level < m.length; level++) {
            String label = labels.get(level);
            if (level == 0) {
                turns.add(new Turn(present * m[0], holding(term -> isOf(term, field))));
            } else if (label.startsWith("Jaro-Winkler") || label.equals("shared part") || label.equals("short form")) {
                alike += m[level];
            } else {
                turns.add(new Turn(present * m[level], holding(term -> isOf(term, field) && partly(label, term))));
            }
        }
        turns.add(new Turn(
                present * alike * SAME_LETTERS,
                holding(term -> isOf(term, field) && term.transform().part() == Transform.Part.FIRST_LETTERS)));
        turns.add(new Turn(present * alike * (1 - SAME_LETTERS), 0));
        return turns;
    }

    private static boolean isOf(Term term, String field) {
        return term.left().equals(field)
                && (term.left().equals(term.right()) || term.left().equals(PersonField.INDEX_CONVICTION_DATE));
    }

    private static boolean partly(String label, Term term) {
        return switch (term.transform().part()) {
            case YEAR ->
                label.equals("day and month swapped") || label.equals("one character off") || label.equals("same year");
            case DAY_AND_MONTH_IN_ORDER -> label.equals("day and month swapped");
            case SECTOR -> label.equals("same sector");
            case DISTRICT -> label.equals("same sector") || label.equals("same district");
            case AREA -> label.startsWith("same ");
            default -> false;
        };
    }

    /** The recall of all participants together, and the rule that would add most to it. */
    static Recall together(List<Recall> each) {
        double sum = 0;
        Map<String, Double> adds = new HashMap<>();
        for (Recall recall : each) {
            sum += recall.share;
            if (recall.best != null) {
                adds.merge(recall.best, recall.adds, Double::sum);
            }
        }
        int all = Math.max(1, each.size());
        String best = adds.entrySet().stream()
                .max(Comparator.comparingDouble((Map.Entry<String, Double> entry) -> entry.getValue())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .orElse(null);
        return new Recall(sum / all, best, best == null ? 0 : adds.getOrDefault(best, 0.0) / all);
    }
}
