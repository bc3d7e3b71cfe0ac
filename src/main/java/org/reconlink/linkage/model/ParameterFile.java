package org.reconlink.linkage.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Parameters as JSON, in the product's own layout or in that of Splink's settings.
 *
 * <p>Own: {@code {"matches expected": n, "comparisons": {name: {"levels": {label: {"m": .., "u": ..}}}}}}. Splink's: a
 * list {@code comparisons}, each with {@code output_column_name} and {@code comparison_levels} that have
 * {@code m_probability} and {@code u_probability}, null levels aside. Where a comparison of Splink's has another number
 * of levels, its first and last levels are taken, and what lies between is shared out evenly.
 */
public final class ParameterFile {
    /** How every file that {@link #write} makes begins. */
    public static final String BEGINNING = "{\n  \"version\" : ";

    private static final double ROUNDING = 0.01;
    private static final int VERSION = 2;
    private final Function<String, @Nullable List<String>> known;
    private final List<String> problems = new ArrayList<>();

    private ParameterFile(Function<String, @Nullable List<String>> known) {
        this.known = known;
    }

    /**
     * What a file holds of comparisons that are known.
     *
     * @param source where the parameters came from, in words; empty where it does not say
     */
    public record Content(String source, Map<String, Parameters.Comparison> comparisons) {}

    /** The parameters as text that {@link #read} understands. */
    public static String write(Parameters parameters) {
        return write("", parameters);
    }

    /**
     * The same with where they came from.
     *
     * @param source in words; empty to leave it out
     */
    public static String write(String source, Parameters parameters) {
        Map<String, Object> comparisons = new LinkedHashMap<>();
        for (Parameters.Comparison comparison : parameters.comparisons()) {
            Map<String, Object> levels = new LinkedHashMap<>();
            for (int level = 0; level < comparison.labels().size(); level++) {
                Map<String, Object> shares = new LinkedHashMap<>();
                shares.put("m", comparison.m()[level]);
                shares.put("u", comparison.u()[level]);
                levels.put(comparison.labels().get(level), shares);
            }
            comparisons.put(comparison.name(), Map.of("levels", levels));
        }
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("version", VERSION);
        if (!source.isEmpty()) {
            root.put("source", source);
        }
        if (parameters.matchesExpected() > 0) {
            root.put("matches expected", parameters.matchesExpected());
        }
        root.put("comparisons", comparisons);
        return JsonMapper.builder()
                        .build()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(root)
                        .replace("\r\n", "\n")
                + "\n";
    }

    /**
     * Reads parameters for comparisons that are known; those of others are left aside.
     *
     * @param known the labels of the levels of each comparison, "missing" left out
     * @throws IllegalArgumentException with all that is wrong with the text, a line each
     */
    public static Map<String, Parameters.Comparison> read(String json, Map<String, List<String>> known) {
        return read(json, known::get).comparisons();
    }

    /**
     * The same.
     *
     * @param known the labels of a comparison's levels, "missing" left out; null if it is not known
     * @throws IllegalArgumentException with all that is wrong with the text, a line each
     */
    public static Content read(String json, Function<String, @Nullable List<String>> known) {
        ParameterFile file = new ParameterFile(known);
        Map<String, Parameters.Comparison> read = new LinkedHashMap<>();
        String source = "";
        try {
            JsonNode root = JsonMapper.builder().build().readTree(json);
            source = root.path("source").asString("");
            JsonNode comparisons = root.path("comparisons");
            if (!root.has("version") && root.has("agreement")) {
                file.problems.add(
                        "the model is of an earlier version, which compared names as one; train again, or give"
                                + " surname and forename levels of their own");
            } else if (root.path("version").asInt(VERSION) > VERSION) {
                file.problems.add(
                        "the model is of a later version than this program reads; use the program that wrote it");
            }
            if (comparisons.isArray()) {
                comparisons.forEach(node -> file.splink(node, read));
            } else if (comparisons.isObject()) {
                comparisons.properties().forEach(entry -> file.own(entry.getKey(), entry.getValue(), read));
            } else {
                file.problems.add("the model has no \"comparisons\"; give a file that --save-model wrote, or Splink's");
            }
        } catch (JacksonException e) {
            file.problems.add("the model is not JSON; check commas, quotes and braces");
        }
        if (!file.problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", file.problems));
        }
        return new Content(source, read);
    }

    private void own(String name, JsonNode node, Map<String, Parameters.Comparison> read) {
        List<String> labels = known.apply(name);
        if (labels == null) {
            return;
        }
        double[] m = new double[labels.size()];
        double[] u = new double[labels.size()];
        for (int level = 0; level < m.length; level++) {
            JsonNode of = node.path("levels").path(labels.get(level));
            m[level] = of.path("m").asDouble(0);
            u[level] = of.path("u").asDouble(0);
        }
        add(name, labels, m, u, read);
    }

    private void splink(JsonNode node, Map<String, Parameters.Comparison> read) {
        String name = node.path("output_column_name").asString("");
        List<String> labels = known.apply(name);
        if (labels == null) {
            return;
        }
        List<JsonNode> levels = new ArrayList<>();
        node.path("comparison_levels").forEach(level -> {
            if (!level.path("is_null_level").asBoolean(false)) {
                levels.add(level);
            }
        });
        if (levels.size() < 2) {
            problems.add("comparison " + name + " has fewer than two levels; give at least exact and different");
            return;
        }
        add(name, labels, shares(levels, "m_probability", labels), shares(levels, "u_probability", labels), read);
    }

    private static double[] shares(List<JsonNode> levels, String key, List<String> labels) {
        double[] shares = new double[labels.size()];
        int last = shares.length - 1;
        double between = 0;
        for (int level = 1; level < levels.size() - 1; level++) {
            between += levels.get(level).path(key).asDouble(0);
        }
        for (int level = 0; level <= last; level++) {
            if (levels.size() == shares.length) {
                shares[level] = levels.get(level).path(key).asDouble(0);
            } else if (level == 0 || level == last) {
                shares[level] =
                        levels.get(level == 0 ? 0 : levels.size() - 1).path(key).asDouble(0);
            } else {
                shares[level] = between / (last - 1);
            }
        }
        return shares;
    }

    private void add(
            String name, List<String> labels, double[] m, double[] u, Map<String, Parameters.Comparison> read) {
        double sumOfM = 0;
        double sumOfU = 0;
        boolean positive = true;
        for (int level = 0; level < m.length; level++) {
            sumOfM += m[level];
            sumOfU += u[level];
            positive &= m[level] > 0 && u[level] > 0;
        }
        if (!positive || Math.abs(sumOfM - 1) > ROUNDING || Math.abs(sumOfU - 1) > ROUNDING) {
            problems.add("comparison " + name + ": each level needs m and u above 0, and each adds up to 1; levels are "
                    + String.join(", ", labels));
            return;
        }
        read.put(name, new Parameters.Comparison(name, labels, m, u));
    }
}
