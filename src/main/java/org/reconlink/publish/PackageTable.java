package org.reconlink.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reconlink.result.PublishedTable;

/** A table of the data package. Each of its cells is made once, however many files it stands in. */
final class PackageTable<R> {

    /** The table that the pseudonyms of all others are in. */
    static final String PARTICIPANTS = PublishedTable.PARTICIPANTS;

    /** Cells that are kept; of a larger table they are made anew for each file. */
    private static final long MOST_KEPT = 1 << 22;

    private final String name;
    private final String definition;
    private final List<String> key;
    private final List<Variable<R>> variables;
    private final List<R> rows;
    private final @Nullable List<TableCell>[] kept;

    /**
     * Of rows that are not changed any more.
     *
     * @param name of the file, without {@code .csv}
     * @param definition one sentence: what a row is
     * @param key the columns that tell the rows apart; empty if a row can have none of them
     */
    PackageTable(String name, String definition, List<String> key, List<Variable<R>> variables, List<R> rows) {
        this.name = name;
        this.definition = definition;
        this.key = List.copyOf(key);
        this.variables = List.copyOf(variables);
        this.rows = List.copyOf(rows);
        this.kept = lists((long) rows.size() * variables.size() <= MOST_KEPT ? rows.size() : 0);
        Set<String> names = new HashSet<>();
        for (Variable<R> variable : variables) {
            if (!names.add(variable.name())) {
                throw new IllegalArgumentException("the table " + name + " would have two columns called "
                        + variable.name() + "; give the follow-up window or comparison another name");
            }
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no arrays of generic types
    private static @Nullable List<TableCell>[] lists(int length) {
        return (List<TableCell>[]) new List[length];
    }

    String name() {
        return name;
    }

    String definition() {
        return definition;
    }

    List<String> key() {
        return key;
    }

    List<Variable<R>> variables() {
        return variables;
    }

    List<R> rows() {
        return rows;
    }

    /** The cells of a row, 0 for the first, one for each variable. */
    List<TableCell> cells(int row) {
        List<TableCell> known = row < kept.length ? kept[row] : null;
        if (known != null) {
            return known;
        }
        TableCell[] made = new TableCell[variables.size()];
        for (int i = 0; i < made.length; i++) {
            made[i] = variables.get(i).cell(rows.get(row));
        }
        List<TableCell> cells = List.of(made);
        if (row < kept.length) {
            kept[row] = cells;
        }
        return cells;
    }

    /** Writes {@code <name>.csv}: UTF-8, line feeds, a header row, quotes as in RFC 4180. */
    void write(Path directory) throws IOException {
        try (CsvWriter csv = csv(directory.resolve(file()))) {
            csv.writeRecord(columns());
            String[] texts = new String[variables.size()];
            for (int row = 0; row < rows.size(); row++) {
                List<TableCell> cells = cells(row);
                Arrays.setAll(texts, i -> cells.get(i).text());
                csv.writeRecord(texts);
            }
        }
    }

    Variable<R> variable(String column) {
        return variables.stream()
                .filter(variable -> variable.name().equals(column))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the table " + name + " has no column " + column));
    }

    boolean has(String column) {
        return columns().contains(column);
    }

    /** Whether each row belongs to a row of the participants, by pseudonym. */
    boolean isAboutParticipants() {
        return !name.equals(PARTICIPANTS) && has(Pseudonyms.COLUMN);
    }

    List<String> columns() {
        return variables.stream().map(Variable::name).toList();
    }

    /** Name of its CSV file. */
    String file() {
        return name + ".csv";
    }

    static CsvWriter csv(Path file) throws IOException {
        return CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file, UTF_8, StandardOpenOption.CREATE_NEW);
    }
}
