package org.reconlink.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.reconlink.result.PublishedTable;

/**
 * A table of the data package.
 *
 * @param name of the file, without {@code .csv}
 * @param definition one sentence: what a row is
 * @param key the columns that tell the rows apart; empty if a row can have none of them
 */
record PackageTable<R>(String name, String definition, List<String> key, List<Variable<R>> variables, List<R> rows) {

    /** The table that the pseudonyms of all others are in. */
    static final String PARTICIPANTS = PublishedTable.PARTICIPANTS;

    PackageTable {
        key = List.copyOf(key);
        variables = List.copyOf(variables);
        rows = List.copyOf(rows);
        Set<String> names = new HashSet<>();
        for (Variable<R> variable : variables) {
            if (!names.add(variable.name())) {
                throw new IllegalArgumentException("the table " + name + " would have two columns called "
                        + variable.name() + "; give the follow-up window or comparison another name");
            }
        }
    }

    /** Writes {@code <name>.csv}: UTF-8, line feeds, a header row, quotes as in RFC 4180. */
    void write(Path directory) throws IOException {
        try (CsvWriter csv = csv(directory.resolve(file()))) {
            csv.writeRecord(columns());
            for (R row : rows) {
                csv.writeRecord(variables.stream().map(v -> v.cell(row).text()).toList());
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
