package org.reconlink.publish;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table of the data package where values are typed and a cell without a value is null: a column that can lack one has a
 * companion, {@code <column>_missing}, that says why.
 *
 * @param definition one sentence: what a row is
 * @param key the columns that tell the rows apart; empty if a row can have none of them
 * @param isAboutParticipants whether each row's pseudonym is one of the table of participants
 * @param rows each with a text or null for each column, as the CSV file of the table writes it
 */
public record PublishedTable(
        String name,
        String definition,
        List<String> key,
        boolean isAboutParticipants,
        List<Column> columns,
        Iterable<List<@Nullable String>> rows) {

    /** The table that has all pseudonyms. */
    public static final String PARTICIPANTS = PackageTable.PARTICIPANTS;

    /** The column that the other tables refer to participants by. */
    public static final String PSEUDONYM = Pseudonyms.COLUMN;

    private static final String COMPANION = "_missing";

    /** What kind of value a column holds. */
    public enum Kind {
        TEXT,
        FLAG,
        INTEGER,
        DECIMAL,
        DATE
    }

    /**
     * A column and what it means.
     *
     * @param definition with unit, categories and missing codes
     * @param required whether every row has a value
     */
    public record Column(String name, Kind kind, String definition, boolean required) {}

    public PublishedTable {
        key = List.copyOf(key);
        columns = List.copyOf(columns);
    }

    /** The tables of a study's data package, in its order. */
    public static List<PublishedTable> of(StudyResult result) {
        return of(DataPackage.tables(result));
    }

    static List<PublishedTable> of(Collection<PackageTable<?>> tables) {
        List<PublishedTable> published = new ArrayList<>();
        tables.forEach(table -> published.add(of(table)));
        return published;
    }

    private static <R> PublishedTable of(PackageTable<R> table) {
        List<Column> columns = new ArrayList<>();
        Set<String> taken = new HashSet<>(table.columns());
        for (Variable<R> variable : table.variables()) {
            boolean required = variable.missing().isEmpty();
            columns.add(new Column(variable.name(), kind(variable.type()), definition(variable), required));
            if (!required) {
                String name = ColumnName.free(variable.name() + COMPANION, taken);
                taken.add(name);
                columns.add(new Column(name, Kind.TEXT, reasons(variable), false));
            }
        }
        return new PublishedTable(
                table.name(),
                table.definition(),
                table.key(),
                table.isAboutParticipants(),
                columns,
                () -> table.rows().stream()
                        .map(row -> cells(table.variables(), row))
                        .iterator());
    }

    private static <R> List<@Nullable String> cells(List<Variable<R>> variables, R row) {
        List<@Nullable String> cells = new ArrayList<>();
        for (Variable<R> variable : variables) {
            Cell cell = variable.cell(row);
            boolean missing = cell instanceof Missing;
            cells.add(missing ? null : cell.text());
            if (!variable.missing().isEmpty()) {
                cells.add(missing ? cell.text() : null);
            }
        }
        return cells;
    }

    private static String definition(Variable<?> variable) {
        String unit = variable.unit().isEmpty() ? "" : " Unit: " + variable.unit() + ".";
        String categories = variable.type() == Variable.Type.CATEGORY
                ? variable.categories().stream()
                        .map(Codebook::words)
                        .collect(Collectors.joining(" | ", " Categories: ", "."))
                : "";
        return variable.definition() + unit + categories;
    }

    private static String reasons(Variable<?> variable) {
        return Stream.of(Missing.values())
                .filter(variable.missing()::contains)
                .map(code -> code.text() + ": " + code.meaning())
                .collect(Collectors.joining(" | ", "Why " + variable.name() + " has no value. ", "."));
    }

    private static Kind kind(Variable.Type type) {
        return switch (type) {
            case TEXT, CATEGORY, MONTH -> Kind.TEXT;
            case FLAG -> Kind.FLAG;
            case INTEGER -> Kind.INTEGER;
            case DECIMAL -> Kind.DECIMAL;
            case DATE -> Kind.DATE;
        };
    }

    /** The same with names of columns that are at most so long; one that is not has its place at its end. */
    public PublishedTable withNamesUpTo(int longest) {
        List<String> names = new StatisticsName(longest, Set.of())
                .of(columns.stream().map(Column::name).toList());
        List<Column> renamed = new ArrayList<>();
        List<String> renamedKey = new ArrayList<>(key);
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            renamed.add(new Column(names.get(i), column.kind(), column.definition(), column.required()));
            renamedKey.replaceAll(part ->
                    part.equals(column.name()) ? renamed.get(renamed.size() - 1).name() : part);
        }
        return new PublishedTable(name, definition, renamedKey, isAboutParticipants, renamed, rows);
    }
}
