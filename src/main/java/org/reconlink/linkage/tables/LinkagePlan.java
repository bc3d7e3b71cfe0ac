package org.reconlink.linkage.tables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reconlink.linkage.blocking.BlockingRule;
import org.reconlink.linkage.comparison.FieldComparison;
import org.reconlink.linkage.comparison.FieldComparison.Asked;
import org.reconlink.linkage.comparison.FieldComparison.SharedColumn;
import org.reconlink.linkage.comparison.Meaning;
import org.reconlink.linkage.engine.LinkageEngine.EngineSettings;
import org.reconlink.linkage.record.ColumnKind;
import org.reconlink.linkage.record.PackedColumns;
import org.reconlink.linkage.record.PackedColumns.PackedColumn;
import org.reconlink.linkage.tables.TableRows.CellSource;

/** What is compared, how, and by which rules pairs are found. */
public final class LinkagePlan {
    private final List<SharedColumn> fields;
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
        this.askedRules = List.copyOf(askedRules);
        this.settings = settings;
        comparisons = FieldComparison.of(fields, asked);
        columns = new PackedColumns(comparisons.stream()
                .map(comparison -> new PackedColumn(comparison.name(), comparison.kind()))
                .toList());
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

    List<FieldComparison> comparisons() {
        return comparisons;
    }

    List<BlockingRule> askedRules() {
        return askedRules;
    }

    /** What the machine is used for. */
    public EngineSettings settings() {
        return settings;
    }

    PackedColumns columns() {
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
