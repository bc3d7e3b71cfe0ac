package org.reconlink.linkage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.JsonText.Node;
import org.reconlink.linkage.JsonText.Problem;
import org.reconlink.linkage.Model.Level;
import org.reconlink.linkage.Model.Parameters;
import org.reconlink.linkage.Model.TermFrequency;

/** Reads a model strictly: unknown or missing keys and levels, and impossible numbers, are problems. */
final class ModelFile {
    private static final double ROUNDING = 1e-6;
    private static final Comparator<Problem> IN_ORDER_OF_THE_FILE = Comparator.comparingInt(
                    (Problem problem) -> problem.at().line())
            .thenComparingInt(problem -> problem.at().column())
            .thenComparing(Problem::text);

    private final List<Problem> problems = new ArrayList<>();

    private ModelFile() {}

    static Model read(String file, String json) {
        ModelFile reader = new ModelFile();
        Model model = reader.model(JsonText.parse(file, json, reader.problems));
        if (!reader.problems.isEmpty()) {
            throw new ModelFileException(reader.problems.stream()
                    .sorted(IN_ORDER_OF_THE_FILE)
                    .map(problem -> problem.in(file))
                    .toList());
        }
        return model;
    }

    private Model model(Node root) {
        Map<String, Node> keys = object(root, "the model", List.of("source", "comparisons", "agreement"), List.of());
        Map<String, Parameters> comparisons = new HashMap<>();
        Map<String, Node> named = keys.containsKey("comparisons") ? comparisons(get(keys, "comparisons")) : Map.of();
        named.forEach((name, node) -> Comparisons.named(List.of(name))
                .forEach(comparison -> comparisons.put(name, parameters(comparison, node))));
        return new Model(text(keys, "source"), comparisons, agreement(keys.get("agreement")));
    }

    /** The usual comparisons, and those put together as a protocol may name them. */
    private Map<String, Node> comparisons(Node node) {
        List<String> known = new ArrayList<>(LinkageFields.comparisons());
        if (node.content() instanceof Map<?, ?> content) {
            content.keySet().stream()
                    .map(Objects::toString)
                    .filter(NamedComparison::isNamed)
                    .filter(name -> LinkageFields.problem(name) == null)
                    .forEach(known::add);
        }
        Map<String, Node> found = object(node, "comparisons", List.of(), known);
        found.keySet().retainAll(known);
        return found;
    }

    private Parameters parameters(Comparison<?> comparison, Node node) {
        List<String> optional = comparison.adjustable() ? List.of("term frequency", "note") : List.of("note");
        String what = "comparison " + comparison.name();
        Map<String, Node> keys = object(node, what, List.of("levels"), optional);
        List<Level> levels = new ArrayList<>();
        Node list = keys.get("levels");
        if (list != null) {
            Map<String, Node> byLabel = object(list, what, comparison.weighedLabels(), List.of());
            comparison.weighedLabels().stream()
                    .filter(byLabel::containsKey)
                    .forEach(label -> levels.add(level(what + ", level " + label, get(byLabel, label))));
            if (levels.size() == comparison.weighedLabels().size()) {
                checkSum(list, what, "m", levels.stream().mapToDouble(Level::m).sum());
                checkSum(list, what, "u", levels.stream().mapToDouble(Level::u).sum());
            }
        }
        Node bounds = keys.get("term frequency");
        return new Parameters(levels, bounds == null ? null : termFrequency(what, bounds));
    }

    private Level level(String what, Node node) {
        Map<String, Node> keys = object(node, what, List.of("m", "u"), List.of());
        return new Level(probability(keys, what, "m"), probability(keys, what, "u"));
    }

    private TermFrequency termFrequency(String comparison, Node node) {
        String what = comparison + ", term frequency";
        Map<String, Node> keys = object(node, what, List.of("lowest", "highest"), List.of());
        double lowest = number(keys, what, "lowest");
        double highest = number(keys, what, "highest");
        if (lowest > 0 || highest < 0) {
            problem(node, what + ": the bounds do not hold 0; give lowest 0 or below and highest 0 or above, in bits");
        }
        return new TermFrequency(lowest, highest);
    }

    private Map<BlockingField, Double> agreement(@Nullable Node node) {
        Map<BlockingField, Double> agreement = new EnumMap<>(BlockingField.class);
        if (node != null) {
            Map<String, Node> keys = object(node, "agreement", LinkageFields.blocking(), List.of());
            for (BlockingField field : BlockingField.values()) {
                agreement.put(field, probability(keys, "agreement", field.label()));
            }
        }
        return agreement;
    }

    private void checkSum(Node node, String what, String which, double sum) {
        if (Math.abs(sum - 1) > ROUNDING) {
            problem(node, what + ": the " + which + " probabilities do not add up to 1; correct them");
        }
    }

    private double probability(Map<String, Node> keys, String what, String key) {
        double value = number(keys, what, key);
        if (!Double.isNaN(value) && !(value > 0 && value < 1)) {
            problem(get(keys, key), what + ": " + key + " must lie above 0 and below 1; correct it");
        }
        return value;
    }

    /** NaN, already reported, if there is none. */
    private double number(Map<String, Node> keys, String what, String key) {
        Node node = keys.get(key);
        if (node == null) {
            return Double.NaN;
        }
        if (node.content() instanceof Double number) {
            return number;
        }
        problem(node, what + ": " + key + " is not a number; give one");
        return Double.NaN;
    }

    private String text(Map<String, Node> keys, String key) {
        Node node = keys.get(key);
        if (node != null && !(node.content() instanceof String text && !text.isBlank())) {
            problem(node, key + " is empty; say in words where the parameters came from");
        }
        return node == null ? "" : Objects.toString(node.content());
    }

    private Map<String, Node> object(Node node, String what, Collection<String> required, Collection<String> optional) {
        if (!(node.content() instanceof Map<?, ?> content)) {
            problem(node, what + " is not an object; write it in braces");
            return Map.of();
        }
        Map<String, Node> keys = new HashMap<>();
        content.forEach((key, value) -> keys.put((String) key, (Node) value));
        content.keySet().forEach(key -> {
            if (!required.contains(key) && !optional.contains(key)) {
                List<String> known = new ArrayList<>(required);
                known.addAll(optional);
                problem(get(keys, (String) key), what + ": \"" + key + "\" is not known; known are " + quoted(known));
            }
        });
        List<String> missing =
                required.stream().filter(key -> !keys.containsKey(key)).toList();
        if (!missing.isEmpty()) {
            problem(node, what + ": " + quoted(missing) + " missing; add what is missing");
        }
        return keys;
    }

    private void problem(Node node, String text) {
        problems.add(new Problem(node, text));
    }

    private static Node get(Map<String, Node> keys, String key) {
        return Objects.requireNonNull(keys.get(key));
    }

    private static String quoted(List<String> keys) {
        return String.join(", ", keys.stream().map(key -> "\"" + key + "\"").toList());
    }
}
