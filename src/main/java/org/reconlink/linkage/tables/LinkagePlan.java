package org.reconlink.linkage.tables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.blocking.BlockingRule;
import org.reconlink.linkage.blocking.BlockingRule.Term;
import org.reconlink.linkage.comparison.FieldComparison;
import org.reconlink.linkage.comparison.FieldComparison.Asked;
import org.reconlink.linkage.comparison.FieldComparison.SharedColumn;
import org.reconlink.linkage.comparison.Meaning;
import org.reconlink.linkage.engine.LinkageEngine.EngineSettings;
import org.reconlink.linkage.record.ColumnKind;
import org.reconlink.linkage.record.PackedColumns;
import org.reconlink.linkage.record.PackedColumns.PackedColumn;
import org.reconlink.linkage.record.Transform;
import org.reconlink.linkage.tables.TableRows.CellSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is compared, how, and by which rules pairs are found. */
public final class LinkagePlan {
    private final List<SharedColumn> fields;
    private final Map<String, Asked> asked;
    private final List<FieldComparison> comparisons;
    private final List<BlockingRule> askedRules;
    private final EngineSettings settings;
    private final PackedColumns columns;

    /**
     * @param asked comparisons other than the meanings suggest, by the heading in the first table
     * @param askedRules blocking rules on headings of the first table; none for those that the meanings suggest
     */
    public LinkagePlan(
            List<SharedColumn> fields,
            Map<String, Asked> asked,
            List<BlockingRule> askedRules,
            EngineSettings settings) {
        this.fields = List.copyOf(fields);
        this.asked = new LinkedHashMap<>(asked);
        this.askedRules = List.copyOf(askedRules);
        this.settings = settings;
        comparisons = FieldComparison.of(fields, asked);
        columns = new PackedColumns(comparisons.stream()
                .map(comparison -> new PackedColumn(comparison.name(), comparison.kind()))
                .toList());
    }

    private LinkagePlan(LinkagePlan plan, PackedColumns columns) {
        fields = plan.fields;
        asked = plan.asked;
        comparisons = plan.comparisons;
        askedRules = plan.askedRules;
        settings = plan.settings;
        this.columns = columns;
    }

    /** The same plan for tables that were packed elsewhere. */
    public LinkagePlan on(PackedColumns packed) {
        return new LinkagePlan(this, packed);
    }

    /** A plan in which everything follows from the meanings of the fields. */
    public static LinkagePlan usual(List<SharedColumn> fields) {
        return new LinkagePlan(fields, Map.of(), List.of(), EngineSettings.forThisMachine());
    }

    /**
     * Begins a table.
     *
     * @param sources of its columns, in the order of the fields
     * @param idHeading of the column that identifies a row, or null
     */
    public TableRows.Builder table(
            String name, List<String> headings, List<CellSource> sources, @Nullable String idHeading) {
        return new TableRows.Builder(name, columns, sources, headings, idHeading);
    }

    /** Whether the column may hold several values in a row. */
    public boolean many(int column) {
        return comparisons.get(column).kind() == ColumnKind.SET;
    }

    /** The levels of each comparison by its name, "missing" left out. */
    public Map<String, List<String>> labels() {
        Map<String, List<String>> labels = new LinkedHashMap<>();
        comparisons.forEach(comparison -> labels.put(
                comparison.name(),
                comparison
                        .engine()
                        .labels()
                        .subList(1, comparison.engine().labels().size())));
        return labels;
    }

    /** How each field is compared, in their order. */
    public List<FieldComparison> comparisons() {
        return comparisons;
    }

    List<BlockingRule> askedRules() {
        return askedRules;
    }

    /** The plan as text, for machines of other kinds: {@link #read} makes the same of it, with settings of that machine. */
    public String write() {
        Map<String, Object> plan = new LinkedHashMap<>();
        plan.put(
                "fields",
                fields.stream()
                        .map(field -> List.of(field.meaning().name(), field.left(), field.right()))
                        .toList());
        Map<String, Object> comparisonsAsked = new LinkedHashMap<>();
        asked.forEach((column, ask) -> comparisonsAsked.put(column, List.of(ask.text(), ask.rarity())));
        plan.put("comparisons", comparisonsAsked);
        plan.put("rules", askedRules.stream().map(LinkagePlan::written).toList());
        plan.put("pairBudget", settings.pairBudget());
        return JsonMapper.shared().writeValueAsString(plan);
    }

    /** A rule as part of a plan. */
    private static Map<String, Object> written(BlockingRule rule) {
        return Map.of(
                "name",
                rule.name(),
                "terms",
                rule.terms().stream()
                        .map(term -> List.of(
                                term.left(),
                                term.right(),
                                term.transform().part().name(),
                                term.transform().length()))
                        .toList());
    }

    /** Rules as text. */
    public static String write(List<BlockingRule> rules) {
        return JsonMapper.shared()
                .writeValueAsString(rules.stream().map(LinkagePlan::written).toList());
    }

    /** Rules that {@link #write(List)} wrote. */
    public static List<BlockingRule> readRules(String text) {
        return rules(JsonMapper.shared().readTree(text));
    }

    private static List<BlockingRule> rules(JsonNode list) {
        List<BlockingRule> rules = new ArrayList<>();
        for (JsonNode rule : list) {
            List<Term> terms = new ArrayList<>();
            for (JsonNode term : rule.get("terms")) {
                terms.add(new Term(
                        term.get(0).asString(),
                        term.get(1).asString(),
                        new Transform(
                                Transform.Part.valueOf(term.get(2).asString()),
                                term.get(3).asInt())));
            }
            rules.add(new BlockingRule(rule.get("name").asString(), terms));
        }
        return rules;
    }

    /**
     * A plan that {@link #write} wrote.
     *
     * @param threads that this machine has for it
     * @param tapeBytes memory for the vectors of candidate pairs
     */
    public static LinkagePlan read(String text, int threads, long tapeBytes) {
        JsonNode plan = JsonMapper.shared().readTree(text);
        List<SharedColumn> fields = new ArrayList<>();
        for (JsonNode field : plan.get("fields")) {
            fields.add(new SharedColumn(
                    Meaning.valueOf(field.get(0).asString()),
                    field.get(1).asString(),
                    field.get(2).asString()));
        }
        Map<String, Asked> asked = new LinkedHashMap<>();
        plan.get("comparisons")
                .properties()
                .forEach(entry -> asked.put(
                        entry.getKey(),
                        new Asked(
                                entry.getValue().get(0).asString(),
                                entry.getValue().get(1).asBoolean())));
        return new LinkagePlan(
                fields,
                asked,
                rules(plan.get("rules")),
                new EngineSettings(threads, tapeBytes, plan.get("pairBudget").asLong()));
    }

    /** What the machine is used for. */
    public EngineSettings settings() {
        return settings;
    }

    /** A column for each field, with a dictionary of this plan. */
    public PackedColumns columns() {
        return columns;
    }

    /** The first column with the meaning, or -1. */
    int first(Meaning meaning) {
        return all(meaning).stream().findFirst().orElse(-1);
    }

    List<Integer> all(Meaning meaning) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).meaning() == meaning) {
                found.add(i);
            }
        }
        return found;
    }
}
