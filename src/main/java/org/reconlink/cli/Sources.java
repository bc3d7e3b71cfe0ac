package org.reconlink.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.reconlink.intake.PlainReader;
import org.reconlink.linkage.decision.Distinct;
import org.reconlink.linkage.tables.TableRows;

/**
 * Where each row of a table came from, as one of its columns says, and which sources list nobody twice.
 *
 * @param column that names the source
 * @param values the sources that list nobody twice; all if empty
 */
record Sources(String column, List<String> values) {
    Sources {
        values = List.copyOf(values);
    }

    /** Reads {@code COLUMN} or any number of {@code COLUMN=VALUE}. */
    static Sources of(List<String> asked, PlainReader table) {
        TreeSet<String> columns = new TreeSet<>();
        List<String> values = new ArrayList<>();
        for (String text : asked) {
            boolean whole = table.headings().contains(text);
            int equals = whole ? -1 : text.indexOf('=');
            String column = equals < 0 ? text : text.substring(0, equals);
            TableOptions.requireHeading(table, column);
            columns.add(column);
            if (equals >= 0) {
                values.add(text.substring(equals + 1).strip());
            }
        }
        if (columns.size() > 1) {
            throw new UsageException("--distinct names " + String.join(" and ", columns)
                    + "; a row comes from one source: name one column");
        }
        if (!values.isEmpty() && values.size() < asked.size()) {
            throw new UsageException("--distinct " + columns.first() + " already says it of every value of the column;"
                    + " leave the others out");
        }
        return new Sources(columns.first(), values);
    }

    /** Which rows are different people, in one more reading of the file. */
    static Distinct distinct(List<String> asked, Path file, TableRows rows) throws IOException {
        try (PlainReader table = PlainReader.open(file)) {
            return of(asked, table).of(table, rows);
        }
    }

    private Distinct of(PlainReader table, TableRows rows) throws IOException {
        int cell = table.headings().indexOf(column);
        List<String> cells = new ArrayList<>();
        for (String[] row = table.next(); row != null; row = table.next()) {
            cells.add(row[cell].strip().intern());
        }
        TreeSet<String> sources = new TreeSet<>(cells);
        sources.remove("");
        for (String value : values) {
            if (!sources.contains(value)) {
                throw new UsageException(
                        "--distinct " + column + "=" + value + ": no row of " + table.file() + " has this value");
            }
        }
        Map<String, Integer> numbers = new HashMap<>();
        for (String source : values.isEmpty() ? sources : values) {
            numbers.putIfAbsent(source, numbers.size());
        }
        int[] of = new int[rows.size()];
        Arrays.setAll(of, place -> numbers.getOrDefault(cells.get(rows.row(place)), Distinct.ANY));
        return new Distinct(of);
    }
}
