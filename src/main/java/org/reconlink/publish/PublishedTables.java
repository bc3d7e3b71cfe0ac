package org.reconlink.publish;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reconlink.result.PublishedTable;
import org.reconlink.result.StudyResult;

/** The tables of the data package with typed values, each column that can lack one with its companion. */
public final class PublishedTables {
    private static final String COMPANION = "_missing";

    private PublishedTables() {}

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
        List<PublishedTable.Column> columns = new ArrayList<>();
        Set<String> taken = new HashSet<>(table.columns());
        for (Variable<R> variable : table.variables()) {
            boolean required = variable.missing().isEmpty();
            columns.add(
                    new PublishedTable.Column(variable.name(), kind(variable.type()), definition(variable), required));
            if (!required) {
                String name = ColumnName.free(variable.name() + COMPANION, taken);
                taken.add(name);
                columns.add(new PublishedTable.Column(name, PublishedTable.Kind.TEXT, reasons(variable), false));
            }
        }
        return new PublishedTable(
                table.name(),
                table.definition(),
                table.key(),
                table.isAboutParticipants(),
                columns,
                () -> IntStream.range(0, table.rows().size())
                        .mapToObj(row -> cells(table.variables(), table.cells(row)))
                        .iterator());
    }

    private static <R> List<@Nullable String> cells(List<Variable<R>> variables, List<TableCell> row) {
        List<@Nullable String> cells = new ArrayList<>(2 * row.size());
        for (int i = 0; i < row.size(); i++) {
            Variable<R> variable = variables.get(i);
            TableCell cell = row.get(i);
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

    private static PublishedTable.Kind kind(Variable.Type type) {
        return switch (type) {
            case TEXT, CATEGORY, MONTH -> PublishedTable.Kind.TEXT;
            case FLAG -> PublishedTable.Kind.FLAG;
            case INTEGER -> PublishedTable.Kind.INTEGER;
            case DECIMAL -> PublishedTable.Kind.DECIMAL;
            case DATE -> PublishedTable.Kind.DATE;
        };
    }
}
